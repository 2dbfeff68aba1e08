package io.palimpsest.erasure.saga;

/** Counts every write and side effect, before and after; the process "dies" at a chosen one. */
final class Seam {
  private final int dieAt;
  private int count;
  private String died = "";

  Seam(int dieAt) {
    this.dieAt = dieAt;
  }

  /** The process is gone. */
  static final class Death extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Death(String where) {
      super(where);
    }
  }

  void before(String effect) {
    pass("before " + effect);
  }

  void after(String effect) {
    pass("after " + effect);
  }

  boolean fired() {
    return !died.isEmpty();
  }

  String where() {
    return died;
  }

  private void pass(String where) {
    if (count++ == dieAt) {
      died = where;
      throw new Death(where);
    }
  }
}
