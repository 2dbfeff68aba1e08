package io.palimpsest.erasure.broker;

/** Work between its start and its first fault. For the one thread that began it. */
public interface Session extends AutoCloseable {
  /** Does what is to be done now, in a moment; what it throws ends the session. */
  void step() throws Exception;

  /** The service stops, after a whole step: time to keep what helps the next start. */
  default void beforeStop() {}

  @Override
  void close();
}
