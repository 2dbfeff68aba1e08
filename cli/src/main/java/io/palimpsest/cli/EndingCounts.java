package io.palimpsest.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

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

  /** As data. */
  ObjectNode json(UUID scope) {
    ObjectNode json =
        JsonNodeFactory.instance.objectNode().put("uid", scope.toString()).put("records", looked);
    for (Ending ending : Ending.values()) {
      json.put(ending.name().toLowerCase(Locale.ROOT), of(ending));
    }
    return json;
  }
}
