package io.palimpsest.access.body;

import io.palimpsest.access.Problem;

/** Why a body is not received. */
final class BodyProblems {
  private BodyProblems() {}

  static Problem tooLarge(long largest) {
    return Problem.of(
        413,
        "body.too_large",
        "the body is too large",
        "body",
        "has at most " + largest + " bytes");
  }

  static Problem slow() {
    return Problem.of(408, "body.slow", "the body did not come in time; send it again");
  }

  static Problem crowded() {
    return Problem.of(
        503, "body.no_room", "too many bodies are on their way at once; try again in a moment");
  }

  static Problem broken() {
    return Problem.of(400, "body.broken", "the body ended before its end");
  }
}
