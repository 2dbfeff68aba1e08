package io.palimpsest.vectorstore;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The store did not do what was asked. The type says what may be done about it; messages name the
 * call and the kind of failure, never data.
 */
public abstract sealed class VectorStoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean retryable;

  private VectorStoreException(String message, @Nullable Throwable cause, boolean retryable) {
    super(message, cause);
    this.retryable = retryable;
  }

  /** Whether the same request may succeed later, unchanged. */
  public final boolean retryable() {
    return retryable;
  }

  /**
   * Whether the store answered, so that the request cannot take effect any more. A timeout, a reset
   * and a 5xx are no answers.
   */
  public boolean answered() {
    return true;
  }

  /** Too many requests (429): wait and send again. */
  public static final class RateLimited extends VectorStoreException {
    private static final long serialVersionUID = 1L;
    private final @Nullable Duration retryAfter;

    /** The store may have said how long to wait. */
    public RateLimited(String message, Optional<Duration> retryAfter, @Nullable Throwable cause) {
      super(message, cause, true);
      this.retryAfter = retryAfter.orElse(null);
    }

    /** How long the store asks to wait. */
    public Optional<Duration> retryAfter() {
      return Optional.ofNullable(retryAfter);
    }
  }

  /** No usable answer: 5xx, timeout, reset, refused connection. A write may have happened. */
  public static final class Unavailable extends VectorStoreException {
    private static final long serialVersionUID = 1L;

    /** Keeps the cause. */
    public Unavailable(String message, @Nullable Throwable cause) {
      super(message, cause, true);
    }

    @Override
    public boolean answered() {
      return false;
    }
  }

  /** The plan's quota is used up (403): an operator must act. */
  public static final class QuotaExceeded extends VectorStoreException {
    private static final long serialVersionUID = 1L;

    /** Keeps the cause. */
    public QuotaExceeded(String message, @Nullable Throwable cause) {
      super(message, cause, false);
    }
  }

  /** The key is missing, revoked or may not do this (401, 403). */
  public static final class Unauthorized extends VectorStoreException {
    private static final long serialVersionUID = 1L;

    /** Keeps the cause. */
    public Unauthorized(String message, @Nullable Throwable cause) {
      super(message, cause, false);
    }
  }

  /** The store refuses the request itself (400): a record or filter is wrong. */
  public static final class Rejected extends VectorStoreException {
    private static final long serialVersionUID = 1L;

    /** Keeps the cause. */
    public Rejected(String message, @Nullable Throwable cause) {
      super(message, cause, false);
    }
  }

  /** A single record is above the store's size limit (413); larger batches were cut already. */
  public static final class TooLarge extends VectorStoreException {
    private static final long serialVersionUID = 1L;

    /** Keeps the cause. */
    public TooLarge(String message, @Nullable Throwable cause) {
      super(message, cause, false);
    }
  }

  /** The namespace or index does not exist (404). */
  public static final class NotFound extends VectorStoreException {
    private static final long serialVersionUID = 1L;

    /** Keeps the cause. */
    public NotFound(String message, @Nullable Throwable cause) {
      super(message, cause, false);
    }
  }

  /** The store contradicts itself: a listing that turns in a circle. Nothing can be concluded. */
  public static final class Inconsistent extends VectorStoreException {
    private static final long serialVersionUID = 1L;

    /** Says what was seen. */
    public Inconsistent(String message) {
      super(message, null, true);
    }
  }
}
