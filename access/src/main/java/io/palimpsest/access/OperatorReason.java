package io.palimpsest.access;

import org.jspecify.annotations.Nullable;

/**
 * Why an operator looks into a tenant that is not theirs. It is logged, so it holds no data of the
 * tenant.
 *
 * @param text what was stated
 */
public record OperatorReason(String text) {
  /** Header that carries it. */
  public static final String HEADER = "X-Palimpsest-Reason";

  private static final int LONGEST = 200;

  /**
   * The reason of a call.
   *
   * @throws ProblemException 400 when none is stated, or one that is too long
   */
  public static OperatorReason of(@Nullable String header) {
    if (header == null || header.isBlank() || header.length() > LONGEST) {
      throw new ProblemException(
          400,
          "reason.missing",
          "Whoever looks into another's tenant says why.",
          HEADER,
          "1 to " + LONGEST + " characters");
    }
    return new OperatorReason(header.strip());
  }
}
