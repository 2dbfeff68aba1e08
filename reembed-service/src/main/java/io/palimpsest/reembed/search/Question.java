package io.palimpsest.reembed.search;

import com.fasterxml.jackson.databind.JsonNode;
import io.palimpsest.vectorstore.Filter;
import io.palimpsest.vectorstore.InvalidVectorException;
import io.palimpsest.vectorstore.VectorValues;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * What every search asks, checked.
 *
 * @param probe what is looked for
 * @param topK how many matches at most
 * @param filter condition on metadata
 * @param rerank whether a ranker is to order the matches anew
 * @param minScore matches that score worse are left out
 */
public record Question(
    Probe probe, int topK, Optional<Filter> filter, boolean rerank, OptionalDouble minScore) {
  /** Longest query, in characters. */
  public static final int MAX_QUERY = 8_192;

  /** Most matches of one answer. */
  public static final int MAX_TOP_K = 1_000;

  private static final int DEFAULT_TOP_K = 10;
  private static final int MAX_DIMENSION = 20_000;

  /** Reads the fields as they came; whatever breaks a rule is a problem that names it. */
  static Question of(
      @Nullable String query,
      @Nullable List<Float> vector,
      @Nullable Integer topK,
      @Nullable JsonNode filter,
      @Nullable Boolean rerank,
      @Nullable Double minScore) {
    Probe probe = probe(query, vector);
    boolean reranked = Boolean.TRUE.equals(rerank);
    if (reranked && probe instanceof Probe.Place) {
      throw Refusals.field("rerank", "needs a query: a vector has no words to rank by");
    }
    return new Question(
        probe,
        topK(topK),
        filter == null || filter.isNull()
            ? Optional.empty()
            : Optional.of(FilterGrammar.read(filter)),
        reranked,
        minScore(minScore));
  }

  private static Probe probe(@Nullable String query, @Nullable List<Float> vector) {
    if ((query == null) == (vector == null)) {
      throw Refusals.field("query", "either query or vector is given, and not both");
    }
    return query == null ? place(vector) : words(query);
  }

  private static Probe words(String query) {
    if (query.length() > MAX_QUERY || query.codePoints().noneMatch(Question::isSeen)) {
      throw Refusals.field("query", "1 to 8,192 characters, not blank");
    }
    return new Probe.Words(query);
  }

  /** Of what no reader sees, no model makes anything either. */
  private static boolean isSeen(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.UNASSIGNED,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.NON_SPACING_MARK,
          Character.ENCLOSING_MARK,
          Character.COMBINING_SPACING_MARK,
          Character.SPACE_SEPARATOR,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }

  private static Probe place(@Nullable List<Float> vector) {
    if (vector == null || vector.isEmpty() || vector.size() > MAX_DIMENSION) {
      throw Refusals.field("vector", "as many numbers as the index has dimensions");
    }
    float[] values = new float[vector.size()];
    for (int at = 0; at < values.length; at++) {
      Float value = vector.get(at);
      if (value == null) {
        throw Refusals.field("vector[" + at + "]", "must be a number");
      }
      values[at] = value;
    }
    return new Probe.Place(checked(values));
  }

  private static VectorValues checked(float[] values) {
    try {
      VectorValues vector = VectorValues.of(values);
      if (vector.isZero()) {
        throw Refusals.field("vector", "has a value that is not zero");
      }
      return vector;
    } catch (InvalidVectorException invalid) {
      throw Refusals.field(invalid.field(), invalid.rule());
    }
  }

  private static int topK(@Nullable Integer topK) {
    int wanted = topK == null ? DEFAULT_TOP_K : topK;
    if (wanted < 1 || wanted > MAX_TOP_K) {
      throw Refusals.field("top_k", "1 to 1,000");
    }
    return wanted;
  }

  private static OptionalDouble minScore(@Nullable Double minScore) {
    if (minScore == null) {
      return OptionalDouble.empty();
    }
    if (!Double.isFinite(minScore)) {
      throw Refusals.field("min_score", "a finite number");
    }
    return OptionalDouble.of(minScore);
  }
}
