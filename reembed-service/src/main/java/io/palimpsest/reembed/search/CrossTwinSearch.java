package io.palimpsest.reembed.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.palimpsest.tenancy.TwinId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Body of a search across twins of the token's creator.
 *
 * @param twinIds only these; all of them, and what belongs to no twin, when left out
 * @param query words to look for; or {@code vector}
 * @param vector values to look for; or {@code query}
 * @param topK how many matches at most, 1 to 1,000; 10 when left out
 * @param filter condition on metadata
 * @param rerank whether a ranker is to order the matches anew
 * @param minScore matches that score worse are left out
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record CrossTwinSearch(
    @Nullable List<String> twinIds,
    @Nullable String query,
    @Nullable List<Float> vector,
    @Nullable Integer topK,
    @Nullable JsonNode filter,
    @Nullable Boolean rerank,
    @Nullable Double minScore) {
  private static final int MAX_TWINS = 1_000;

  /** The twins that are named, each once; empty for all. */
  public Optional<List<TwinId>> twins() {
    if (twinIds == null) {
      return Optional.empty();
    }
    if (twinIds.isEmpty() || twinIds.size() > MAX_TWINS || twinIds.contains(null)) {
      throw Refusals.field("twin_ids", "1 to 1,000 ids, or left out for all twins");
    }
    return Optional.of(twinIds.stream().distinct().map(TwinId::new).toList());
  }

  /** What is asked, checked. */
  public Question question() {
    return Question.of(query, vector, topK, filter, rerank, minScore);
  }
}
