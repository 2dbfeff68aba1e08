package io.palimpsest.ingest.bulk;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.palimpsest.access.Problem;
import io.palimpsest.access.problem.JsonProblems;
import io.palimpsest.ingest.entry.Refusal;
import org.jspecify.annotations.Nullable;

/** What is wrong with the JSON of a line: what would be wrong with it as a body. */
public final class LineFaults {
  private LineFaults() {}

  /** The refusal of a line that cannot be read. */
  public static Refusal of(JsonProcessingException fault) {
    Problem problem = JsonProblems.of(fault);
    return new Refusal(
        problem.status(),
        problem.code(),
        problem.detail(),
        orEmpty(problem.field()),
        orEmpty(problem.rule()));
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
