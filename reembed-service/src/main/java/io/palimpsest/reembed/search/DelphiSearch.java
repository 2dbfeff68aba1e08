package io.palimpsest.reembed.search;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.palimpsest.tenancy.TwinId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Body of a search inside one twin.
 *
 * @param twinId the twin, one of the token's creator
 * @param query words to look for; or {@code vector}
 * @param vector values to look for; or {@code query}
 * @param topK how many matches at most, 1 to 1,000; 10 when left out
 * @param filter condition on metadata
 * @param rerank whether a ranker is to order the matches anew
 * @param minScore matches that score worse are left out
 * @param minRevision a write that is to be found
 * @param patience {@code wait}: how long to wait for it
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record DelphiSearch(
    @Nullable String twinId,
    @Nullable String query,
    @Nullable List<Float> vector,
    @Nullable Integer topK,
    @Nullable JsonNode filter,
    @Nullable Boolean rerank,
    @Nullable Double minScore,
    @Nullable AwaitedRevision minRevision,
    @JsonProperty("wait") @Nullable String patience) {
  /** The twin. */
  public TwinId twin() {
    if (twinId == null) {
      throw Refusals.field("twin_id", "must be given");
    }
    return new TwinId(twinId);
  }

  /** What is asked, checked. */
  public Question question() {
    return Question.of(query, vector, topK, filter, rerank, minScore);
  }

  /** The write that is to be found, if any. */
  public Optional<MinRevision> awaited() {
    if (minRevision == null && patience != null) {
      throw Refusals.field("wait", "goes with min_revision");
    }
    return Optional.ofNullable(minRevision).map(revision -> revision.within(patience));
  }
}
