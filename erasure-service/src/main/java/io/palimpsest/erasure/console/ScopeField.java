package io.palimpsest.erasure.console;

import io.palimpsest.access.ProblemException;
import io.palimpsest.erasure.door.ErasureBody.ScopeBody;
import io.palimpsest.event.ScopeType;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A scope as a form has it: its kind, and its ids as a path. */
final class ScopeField {
  /** Kinds to choose from. */
  static final List<ScopeType> TYPES =
      Arrays.stream(ScopeType.values()).filter(type -> type != ScopeType.UNKNOWN).toList();

  private static final Pattern BETWEEN = Pattern.compile("\\s*/\\s*");

  private ScopeField() {}

  /**
   * Reads it; whether the ids keep their rules is judged behind.
   *
   * @throws ProblemException 400 when there is no such kind
   */
  static ScopeBody read(@Nullable String type, @Nullable String ids) {
    ScopeType kind =
        TYPES.stream()
            .filter(known -> known.name().equals(type))
            .findFirst()
            .orElseThrow(
                () ->
                    new ProblemException(
                        400,
                        "input.invalid",
                        "there is no such kind of scope",
                        "type",
                        "one of " + TYPES));
    return new ScopeBody(kind, ids == null ? List.of() : List.of(BETWEEN.split(ids.strip())));
  }
}
