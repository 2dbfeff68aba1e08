package io.palimpsest.reembed.embed;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A model did not do what was asked. Messages are machine-readable reasons, never texts. */
public abstract sealed class EmbeddingException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private EmbeddingException(String reason, @Nullable Throwable cause) {
    super(reason, cause);
  }

  /** Machine-readable reason. */
  public String reason() {
    return String.valueOf(getMessage());
  }

  /** Too many requests, or no answer: the same call may succeed later. */
  public static final class Unavailable extends EmbeddingException {
    private static final long serialVersionUID = 1L;
    private final @Nullable Duration retryAfter;

    /** The model may have said how long to wait. */
    public Unavailable(String reason, Optional<Duration> retryAfter, @Nullable Throwable cause) {
      super(reason, cause);
      this.retryAfter = retryAfter.orElse(null);
    }

    /** How long the model asks to wait. */
    public Optional<Duration> retryAfter() {
      return Optional.ofNullable(retryAfter);
    }
  }

  /** The key is refused or its quota used up: an operator must act. */
  public static final class Refused extends EmbeddingException {
    private static final long serialVersionUID = 1L;

    /** Keeps the cause. */
    public Refused(String reason, @Nullable Throwable cause) {
      super(reason, cause);
    }
  }

  /** The model rejects one of the texts, whenever it is asked. */
  public static final class Rejected extends EmbeddingException {
    private static final long serialVersionUID = 1L;

    /** Keeps the cause. */
    public Rejected(String reason, @Nullable Throwable cause) {
      super(reason, cause);
    }
  }

  /** The answer is no set of vectors for what was asked: never to be stored. */
  public static final class BadAnswer extends EmbeddingException {
    private static final long serialVersionUID = 1L;

    /**
     * @param reason such as {@code embedding.wrong_count}
     */
    public BadAnswer(String reason) {
      super(reason, null);
    }
  }
}
