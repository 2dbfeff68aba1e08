package io.palimpsest.local.vectors.inference;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import io.palimpsest.local.vectors.call.Refusal;
import io.palimpsest.local.vectors.index.IndexSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** The two services of inference by themselves: {@code /embed} and {@code /rerank}. */
final class Inference {
  static final int MOST_INPUTS = 96;
  private static final int MOST_DOCUMENTS = 100;

  private record Ranked(int index, double score) {}

  private final Embedder embedder;
  private final int dimension;

  /**
   * @param dimension of a vector, when the request names none
   */
  Inference(Embedder embedder, int dimension) {
    this.embedder = embedder;
    this.dimension = dimension;
  }

  Struct embed(Fields request) {
    String model = request.text("model");
    List<String> texts =
        request.objects("inputs").stream().map(input -> input.text("text")).toList();
    if (texts.isEmpty() || texts.size() > MOST_INPUTS) {
      throw Refusal.invalid("inputs must hold between 1 and %d texts".formatted(MOST_INPUTS));
    }
    int wanted =
        request.object("parameters").number("dimension", dimension, 1, IndexSpec.MOST_DIMENSIONS);
    List<Value> data =
        embedder.embed(model, texts, wanted).stream()
            .map(vector -> Values.of(embedding(vector)))
            .toList();
    return Struct.newBuilder()
        .putFields("model", Values.of(model))
        .putFields("vector_type", Values.of("dense"))
        .putFields("data", Values.of(data))
        .putFields("usage", Values.of(usage("total_tokens", tokens(texts))))
        .build();
  }

  Struct rerank(Fields request) {
    String query = request.text("query");
    List<Fields> documents = request.objects("documents");
    if (documents.isEmpty() || documents.size() > MOST_DOCUMENTS) {
      throw Refusal.invalid("documents must be between 1 and %d objects".formatted(MOST_DOCUMENTS));
    }
    List<String> fields = request.texts("rank_fields");
    String field = fields.isEmpty() ? "text" : fields.getFirst();
    int topN = request.number("top_n", documents.size(), 1, Integer.MAX_VALUE);
    boolean told =
        !request.has("return_documents")
            || request.json().getFieldsOrThrow("return_documents").getBoolValue();
    List<Value> data =
        ranked(query, documents, field).stream()
            .limit(topN)
            .map(ranked -> Values.of(result(ranked, documents, told)))
            .toList();
    return Struct.newBuilder()
        .putFields("model", Values.of(request.text("model")))
        .putFields("data", Values.of(data))
        .putFields("usage", Values.of(usage("rerank_units", 1)))
        .build();
  }

  static int tokens(List<String> texts) {
    return texts.stream().mapToInt(text -> Words.of(text).size()).sum();
  }

  private static List<Ranked> ranked(String query, List<Fields> documents, String field) {
    List<Ranked> ranked = new ArrayList<>();
    IntStream.range(0, documents.size())
        .forEach(
            i -> ranked.add(new Ranked(i, Reranker.score(query, documents.get(i).text(field)))));
    ranked.sort(Comparator.comparingDouble(Ranked::score).reversed());
    return ranked;
  }

  private static Struct.Builder result(Ranked ranked, List<Fields> documents, boolean told) {
    Struct.Builder result =
        Struct.newBuilder()
            .putFields("index", Values.of(ranked.index()))
            .putFields("score", Values.of(ranked.score()));
    return told
        ? result.putFields("document", Values.of(documents.get(ranked.index()).json().toBuilder()))
        : result;
  }

  private static Struct.Builder embedding(float[] vector) {
    return Struct.newBuilder()
        .putFields("vector_type", Values.of("dense"))
        .putFields("values", Values.of(vector));
  }

  private static Struct.Builder usage(String unit, int count) {
    return Struct.newBuilder().putFields(unit, Values.of(count));
  }
}
