package io.palimpsest.reembed.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Body of a search among an organization's items.
 *
 * @param query words to look for; or {@code vector}
 * @param vector values to look for; or {@code query}
 * @param topK how many matches at most, 1 to 1,000; 10 when left out
 * @param filter condition on metadata
 * @param rerank whether a ranker is to order the matches anew
 * @param minScore matches that score worse are left out
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record PortfolioSearch(
    @Nullable String query,
    @Nullable List<Float> vector,
    @Nullable Integer topK,
    @Nullable JsonNode filter,
    @Nullable Boolean rerank,
    @Nullable Double minScore) {
  /** What is asked, checked. */
  public Question question() {
    return Question.of(query, vector, topK, filter, rerank, minScore);
  }
}
