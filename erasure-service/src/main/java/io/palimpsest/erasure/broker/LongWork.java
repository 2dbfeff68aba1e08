package io.palimpsest.erasure.broker;

import java.util.Optional;

/** Work of which the service is ready only while it goes on. */
public interface LongWork {
  /** A word for it, as the readiness page shows it. */
  String name();

  /** Why it does not go on; empty while it does. */
  Optional<String> obstacle();

  /** Asks it to end after the step under way, and does not wait for that. */
  void leave();
}
