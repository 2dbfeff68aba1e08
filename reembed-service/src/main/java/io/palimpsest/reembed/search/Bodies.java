package io.palimpsest.reembed.search;

import io.palimpsest.access.ProblemException;
import org.jspecify.annotations.Nullable;

/** Bodies as the framework hands them over. */
final class Bodies {
  private Bodies() {}

  /** An absent body, and the JSON {@code null}, come as null. */
  static <T> T required(@Nullable T body) {
    if (body == null) {
      throw new ProblemException(400, "json.missing", "a JSON object is expected");
    }
    return body;
  }
}
