package io.palimpsest.messaging.proof;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A file of keys cannot be used; no retry helps. The message names the file, never what it holds.
 */
public final class InvalidKeyFileException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  InvalidKeyFileException(Path file, String fault, @Nullable Throwable cause) {
    super(file + " " + fault, cause);
  }
}
