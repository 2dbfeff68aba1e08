package io.palimpsest.local.vectors.fault;

/** Input of the admin API that is wrong in one field. */
final class Problem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String field;

  Problem(String field, String rule) {
    super(rule, null, false, false);
    this.field = field;
  }

  String field() {
    return field;
  }
}
