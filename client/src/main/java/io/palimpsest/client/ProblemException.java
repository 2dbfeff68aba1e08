package io.palimpsest.client;

import org.jspecify.annotations.Nullable;

/** The service refused a call and said why, as an RFC 9457 problem document. */
public final class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  ProblemException(Problem problem) {
    super(problem.status() + " " + problem.title() + explain(problem.detail()));
    this.problem = problem;
  }

  /** What the service said. */
  public Problem problem() {
    return problem;
  }

  private static String explain(@Nullable String detail) {
    return detail == null ? "" : ": " + detail;
  }
}
