package io.palimpsest.vectorstore;

import java.util.List;
import java.util.OptionalLong;

/**
 * Answer to a query.
 *
 * @param matches best first
 * @param maxIndexedLsn newest write that the answer has seen, where the store says it
 */
public record QueryAnswer(List<Match> matches, OptionalLong maxIndexedLsn) {
  /** Copies the list. */
  public QueryAnswer {
    matches = List.copyOf(matches);
  }
}
