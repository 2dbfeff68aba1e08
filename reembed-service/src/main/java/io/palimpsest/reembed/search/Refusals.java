package io.palimpsest.reembed.search;

import io.palimpsest.access.ProblemException;

/** Problems of a search request: 400 with field and rule. */
final class Refusals {
  private Refusals() {}

  static ProblemException field(String field, String rule) {
    return new ProblemException(400, "search.invalid", field + " breaks its rule", field, rule);
  }

  static ProblemException filter(String path, String rule) {
    return new ProblemException(400, "filter.invalid", "the filter breaks a rule", path, rule);
  }
}
