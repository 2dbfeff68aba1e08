package io.palimpsest.client;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What to search for.
 *
 * @param query text, up to 8,192 characters
 * @param topK how many matches at the most, 1 to 1,000
 * @param twinId the twin to search in; null for a portfolio or for all twins
 * @param twinIds for a search across twins: only these; null for all
 * @param filter metadata filter in the store's operators, or null
 * @param minScore matches below it are left out, or null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Search(
    String query,
    int topK,
    @Nullable String twinId,
    @Nullable List<String> twinIds,
    @Nullable Map<String, Object> filter,
    @Nullable Double minScore) {
  /** The ten nearest matches inside one twin. */
  public static Search inTwin(String twinId, String query) {
    return new Search(query, 10, twinId, null, null, null);
  }

  /** The ten nearest matches among all that the token's tenant owns. */
  public static Search everywhere(String query) {
    return new Search(query, 10, null, null, null, null);
  }
}
