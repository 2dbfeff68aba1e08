package io.palimpsest.ingest.migration.run;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one check of a validation found.
 *
 * @param check its name
 * @param passed whether all is as it should be
 * @param numbers what was counted
 * @param differences every difference, a line each
 * @param hint what to do where it failed
 */
record Checked(
    @JsonProperty("check") String check,
    @JsonProperty("passed") boolean passed,
    @JsonProperty("numbers") Map<String, Long> numbers,
    @JsonProperty("differences") List<String> differences,
    @JsonProperty("hint") String hint) {
  /** Copies map and list. */
  Checked {
    numbers = new TreeMap<>(numbers);
    differences = List.copyOf(differences);
  }

  /** One that passes as long as nothing differs. */
  static Checked of(
      String check, Map<String, Long> numbers, List<String> differences, String hint) {
    return new Checked(
        check, differences.isEmpty(), numbers, differences, differences.isEmpty() ? "" : hint);
  }
}
