package io.palimpsest.reembed.embed;

import io.palimpsest.fencing.DeadlinePassedException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Failures of OpenAI's protocol (platform.openai.com, error codes). A used-up quota comes as 429,
 * like a rate limit, and is told apart by its code.
 */
final class OpenAiFailures implements ModelFailures {
  private static final String NO_QUOTA = "insufficient_quota";

  @Override
  public EmbeddingException of(RuntimeException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof EmbeddingException known) {
        return known;
      }
      if (cause instanceof DeadlinePassedException) {
        return new EmbeddingException.Unavailable("embedding.deadline", Optional.empty(), failure);
      }
      if (cause instanceof RefusedCallException refused) {
        return of(refused);
      }
    }
    return new EmbeddingException.Unavailable("embedding.broken_answer", Optional.empty(), failure);
  }

  private static EmbeddingException of(RefusedCallException refused) {
    return switch (refused.statusCode()) {
      case 401, 403 -> new EmbeddingException.Refused("embedding.unauthorized", refused);
      case 404 -> new EmbeddingException.Refused("embedding.unknown_model", refused);
      case 408 -> unavailable("embedding.timeout", refused);
      case 429 ->
          says(refused.getMessage(), NO_QUOTA)
              ? new EmbeddingException.Refused("embedding.quota_exceeded", refused)
              : unavailable("embedding.rate_limited", refused);
      default ->
          refused.statusCode() >= 400 && refused.statusCode() < 500
              ? new EmbeddingException.Rejected("embedding.rejected", refused)
              : unavailable("embedding.unavailable", refused);
    };
  }

  private static EmbeddingException unavailable(String reason, RefusedCallException refused) {
    return new EmbeddingException.Unavailable(reason, refused.retryAfter(), refused);
  }

  private static boolean says(@Nullable String body, String code) {
    return body != null && body.contains(code);
  }
}
