package io.palimpsest.reembed.search;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;

/**
 * Answer to a search.
 *
 * @param matches best first
 * @param namespaces what became of each namespace that was asked
 * @param partial true when a namespace failed or dropped matches: the list may miss some
 * @param ranker what ordered the matches
 * @param tookMs how long it took, by step
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record SearchAnswer(
    List<AnsweredMatch> matches,
    List<AnsweredNamespace> namespaces,
    boolean partial,
    String ranker,
    Took tookMs) {
  /** Copies the lists. */
  public SearchAnswer {
    matches = List.copyOf(matches);
    namespaces = List.copyOf(namespaces);
  }

  /**
   * What became of one namespace.
   *
   * @param namespace its name
   * @param status {@code ok}, {@code stale_model}, {@code rate_limited} or {@code unavailable}
   * @param tookMs milliseconds
   */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  public record AnsweredNamespace(String namespace, String status, double tookMs) {}

  /**
   * Milliseconds by step.
   *
   * @param embed embedding the query
   * @param store asking the namespaces
   * @param rerank ordering anew
   */
  public record Took(double embed, double store, double rerank) {}
}
