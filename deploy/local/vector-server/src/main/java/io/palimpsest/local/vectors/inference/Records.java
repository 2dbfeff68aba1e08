package io.palimpsest.local.vectors.inference;

import com.google.common.primitives.Floats;
import com.google.protobuf.Message;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import io.palimpsest.local.vectors.call.Reason;
import io.palimpsest.local.vectors.call.Refusal;
import io.palimpsest.local.vectors.control.Definition.Embedding;
import io.pinecone.proto.QueryRequest;
import io.pinecone.proto.QueryResponse;
import io.pinecone.proto.ScoredVector;
import io.pinecone.proto.UpsertRequest;
import io.pinecone.proto.Vector;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Translates records into vectors, and matches into hits. */
final class Records {
  /** A match, with the score that it is ranked by. */
  private record Hit(ScoredVector match, double score) {}

  private final Embedder embedder;
  private final Embedding embedding;
  private final int dimension;

  Records(Embedder embedder, Embedding embedding, int dimension) {
    this.embedder = embedder;
    this.embedding = embedding;
    this.dimension = dimension;
  }

  UpsertRequest upsert(String namespace, List<Fields> records) {
    if (records.isEmpty() || records.size() > Inference.MOST_INPUTS) {
      throw Refusal.invalid(
          "A request must hold between 1 and %d records".formatted(Inference.MOST_INPUTS));
    }
    List<String> texts =
        records.stream().map(record -> record.text(embedding.textField())).toList();
    List<float[]> vectors = embedder.embed(embedding.model(), texts, dimension);
    UpsertRequest.Builder request = UpsertRequest.newBuilder().setNamespace(namespace);
    for (int i = 0; i < records.size(); i++) {
      request.addVectors(vector(records.get(i), vectors.get(i)));
    }
    return request.build();
  }

  private static Vector vector(Fields fields, float[] values) {
    String idField = fields.has("_id") ? "_id" : "id";
    return Vector.newBuilder()
        .setId(fields.text(idField))
        .addAllValues(Floats.asList(values))
        .setMetadata(fields.json().toBuilder().removeFields(idField))
        .build();
  }

  QueryRequest query(String namespace, Fields search) {
    Fields query = search.object("query");
    if (query.has("match_terms")) {
      throw new Refusal(Reason.UNIMPLEMENTED, "This server does not know the field match_terms");
    }
    if (query.has("vector") && query.object("vector").has("sparse_values")) {
      throw new Refusal(
          Reason.UNIMPLEMENTED, "This server does not search records by sparse_values");
    }
    QueryRequest.Builder request =
        QueryRequest.newBuilder()
            .setNamespace(namespace)
            .setTopK(query.number("top_k", 0, 1, 10_000))
            .setIncludeMetadata(true);
    if (query.has("filter")) {
      request.setFilter(query.object("filter").json());
    }
    if (query.has("id")) {
      return request.setId(query.text("id")).build();
    }
    return request.addAllVector(target(query)).build();
  }

  private List<Float> target(Fields query) {
    if (query.has("vector")) {
      return query.object("vector").list("values").stream()
          .map(value -> (float) value.getNumberValue())
          .toList();
    }
    String text = query.object("inputs").text("text");
    return Floats.asList(embedder.embed(embedding.model(), List.of(text), dimension).getFirst());
  }

  Message answer(Fields search, QueryResponse found) {
    List<Hit> hits = new ArrayList<>();
    found.getMatchesList().forEach(match -> hits.add(new Hit(match, match.getScore())));
    boolean reranked = search.has("rerank");
    List<Hit> ranked = reranked ? rerank(search, hits) : hits;
    List<String> fields = search.texts("fields");
    Struct.Builder result =
        Struct.newBuilder()
            .putFields("hits", Values.of(ranked.stream().map(hit -> hit(hit, fields)).toList()));
    Struct.Builder usage =
        Struct.newBuilder()
            .putFields("read_units", Values.of(found.getUsage().getReadUnits()))
            .putFields("embed_total_tokens", Values.of(tokens(search)));
    if (reranked) {
      usage.putFields("rerank_units", Values.of(1));
    }
    return Struct.newBuilder()
        .putFields("result", Values.of(result))
        .putFields("usage", Values.of(usage))
        .build();
  }

  private static int tokens(Fields search) {
    Fields inputs = search.object("query").object("inputs");
    return inputs.has("text") ? Inference.tokens(List.of(inputs.text("text"))) : 0;
  }

  private static List<Hit> rerank(Fields search, List<Hit> hits) {
    Fields rerank = search.object("rerank");
    rerank.text("model");
    List<String> fields = rerank.texts("rank_fields");
    if (fields.isEmpty()) {
      throw Refusal.invalid("rerank needs rank_fields");
    }
    String query =
        rerank.has("query")
            ? rerank.text("query")
            : search.object("query").object("inputs").text("text");
    int topN = rerank.number("top_n", Math.max(1, hits.size()), 1, 10_000);
    return hits.stream()
        .map(hit -> new Hit(hit.match(), Reranker.score(query, textOf(hit, fields.getFirst()))))
        .sorted(Comparator.comparingDouble(Hit::score).reversed())
        .limit(topN)
        .toList();
  }

  private static String textOf(Hit hit, String field) {
    return hit.match()
        .getMetadata()
        .getFieldsOrDefault(field, Value.getDefaultInstance())
        .getStringValue();
  }

  private static Value hit(Hit hit, List<String> fields) {
    Struct.Builder told = hit.match().getMetadata().toBuilder();
    if (!fields.isEmpty()) {
      hit.match().getMetadata().getFieldsMap().keySet().stream()
          .filter(field -> !fields.contains(field))
          .forEach(told::removeFields);
    }
    return Values.of(
        Struct.newBuilder()
            .putFields("_id", Values.of(hit.match().getId()))
            .putFields("_score", Values.of(hit.score()))
            .putFields("fields", Values.of(told)));
  }
}
