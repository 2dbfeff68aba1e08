package io.palimpsest.client;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;

/**
 * The answer to a search.
 *
 * @param matches best first
 * @param partial true when a namespace could not be asked: the list may miss matches
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record SearchResult(List<Match> matches, boolean partial) {
  /** Copies the list. */
  public SearchResult {
    matches = List.copyOf(matches);
  }
}
