package io.palimpsest.reembed.embed;

import dev.langchain4j.exception.HttpException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An answer that is not 2xx, with what the library's own exception leaves out. */
final class RefusedCallException extends HttpException {
  private static final long serialVersionUID = 1L;
  private final @Nullable Duration retryAfter;

  RefusedCallException(int status, String body, Optional<Duration> retryAfter) {
    super(status, body);
    this.retryAfter = retryAfter.orElse(null);
  }

  Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }
}
