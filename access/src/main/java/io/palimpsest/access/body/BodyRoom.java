package io.palimpsest.access.body;

/** The room in memory that a body takes. Thread-safe. */
public interface BodyRoom extends AutoCloseable {
  /**
   * Takes or gives back room until it has this size.
   *
   * @return false when there is no more of it: the size is what it was
   */
  boolean resize(long bytes);

  /** Gives all of it back; takes none from then on. */
  @Override
  void close();
}
