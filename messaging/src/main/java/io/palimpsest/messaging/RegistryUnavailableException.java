package io.palimpsest.messaging;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/** The schema registry gave no usable answer. Nothing is known; the call may be tried again. */
public final class RegistryUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RegistryUnavailableException(URI registry, @Nullable Throwable cause) {
    super("schema registry at " + registry + " gave no usable answer", cause);
  }
}
