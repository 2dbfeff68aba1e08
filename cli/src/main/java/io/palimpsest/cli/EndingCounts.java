package io.palimpsest.cli;

import java.util.Map;

/**
 * What came of the records of a scope.
 *
 * @param looked all records that were read, of whatever scope
 * @param endings records of the scope, by what came of them
 */
record EndingCounts(long looked, Map<Ending, Long> endings) {
  EndingCounts {
    endings = Map.copyOf(endings);
  }

  long of(Ending ending) {
    return endings.getOrDefault(ending, 0L);
  }

  /** Whether nothing of the scope can be read, and every record of it was understood. */
  boolean nothingReadable() {
    return of(Ending.OPENED) == 0
        && of(Ending.PLAIN) == 0
        && of(Ending.UNDECIDED) == 0
        && of(Ending.UNDECODABLE) == 0;
  }
}
