package io.palimpsest.reembed.index;

/** Counts what goes to the store. */
public interface WriteMeter {
  /** Vectors were acknowledged as written, ids as deleted. */
  void acknowledged(int written, int deleted);

  /** A request of the store failed, or ended without an answer. */
  void failed(String reason);

  /** Counts nothing. */
  static WriteMeter none() {
    return new WriteMeter() {
      @Override
      public void acknowledged(int written, int deleted) {}

      @Override
      public void failed(String reason) {}
    };
  }
}
