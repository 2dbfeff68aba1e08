package io.palimpsest.access;

import org.jspecify.annotations.Nullable;

/** Ends a request with a problem document. */
public final class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  /** Ends the request with the problem. */
  public ProblemException(Problem problem) {
    super(problem.status() + " " + problem.code());
    this.problem = problem;
  }

  /** A problem that concerns no single field. */
  public ProblemException(int status, String code, String detail) {
    this(Problem.of(status, code, detail));
  }

  /** A problem of one field. */
  public ProblemException(
      int status, String code, String detail, @Nullable String field, @Nullable String rule) {
    this(Problem.of(status, code, detail, field, rule));
  }

  /** What a foreign and an unknown tenant answer alike. */
  public static ProblemException unknownTenant() {
    return new ProblemException(Problem.unknownTenant());
  }

  /** The document that is answered. */
  public Problem problem() {
    return problem;
  }
}
