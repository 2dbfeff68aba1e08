package io.palimpsest.vectorstore.pinecone;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.palimpsest.vectorstore.VectorStoreException;
import io.palimpsest.vectorstore.VectorStoreException.NotFound;
import io.palimpsest.vectorstore.VectorStoreException.QuotaExceeded;
import io.palimpsest.vectorstore.VectorStoreException.RateLimited;
import io.palimpsest.vectorstore.VectorStoreException.Rejected;
import io.palimpsest.vectorstore.VectorStoreException.TooLarge;
import io.palimpsest.vectorstore.VectorStoreException.Unauthorized;
import io.palimpsest.vectorstore.VectorStoreException.Unavailable;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a failed call. The store answers by gRPC status; a proxy in between answers by HTTP status,
 * which gRPC names in the description of the status that it makes of it.
 */
final class StatusErrors {
  private static final Pattern HTTP_STATUS = Pattern.compile("http status code (\\d{3})");
  private static final Pattern MONTHLY = Pattern.compile("month|quota");
  private static final Pattern QUOTA = Pattern.compile("quota|limit");
  private static final Pattern TOO_LARGE =
      Pattern.compile(
          "length too large|larger than max|exceeds the maximum|payload too large|too large");

  private StatusErrors() {}

  static VectorStoreException of(String call, StatusRuntimeException failure, CallHeaders headers) {
    Status status = failure.getStatus();
    String said = said(status);
    int code = httpCode(status.getCode(), said);
    String message = call + ": " + status.getCode() + " (as HTTP " + code + ")";
    return of(code, message, said, headers, failure);
  }

  /** Reads the answer of a call over HTTP; code 0 stands for none. */
  static VectorStoreException ofHttp(
      String call, int code, @Nullable String body, CallHeaders headers, Throwable failure) {
    String said = body == null ? "" : body.toLowerCase(Locale.ROOT);
    String message = call + ": HTTP " + code;
    boolean month = code == 429 && MONTHLY.matcher(said).find();
    return month ? new QuotaExceeded(message, failure) : of(code, message, said, headers, failure);
  }

  private static VectorStoreException of(
      int code, String message, String said, CallHeaders headers, Throwable failure) {
    return switch (code) {
      case 401 -> new Unauthorized(message, failure);
      case 403 ->
          QUOTA.matcher(said).find()
              ? new QuotaExceeded(message, failure)
              : new Unauthorized(message, failure);
      case 404 -> new NotFound(message, failure);
      case 413 -> new TooLarge(message, failure);
      case 429 -> new RateLimited(message, headers.retryAfter(), failure);
      default ->
          code >= 400 && code < 500
              ? new Rejected(message, failure)
              : new Unavailable(message, failure);
    };
  }

  private static String said(Status status) {
    String description = status.getDescription();
    return description == null ? "" : description.toLowerCase(Locale.ROOT);
  }

  private static int httpCode(Status.Code code, String said) {
    Matcher http = HTTP_STATUS.matcher(said);
    if (http.find()) {
      return Integer.parseInt(http.group(1));
    }
    return switch (code) {
      case INVALID_ARGUMENT, OUT_OF_RANGE -> TOO_LARGE.matcher(said).find() ? 413 : 400;
      case FAILED_PRECONDITION, UNIMPLEMENTED -> 400;
      case ALREADY_EXISTS -> 409;
      case UNAUTHENTICATED -> 401;
      case PERMISSION_DENIED -> 403;
      case NOT_FOUND -> 404;
      case RESOURCE_EXHAUSTED -> TOO_LARGE.matcher(said).find() ? 413 : 429;
      case DEADLINE_EXCEEDED -> 504;
      case UNAVAILABLE -> 503;
      case OK, CANCELLED, UNKNOWN, ABORTED, INTERNAL, DATA_LOSS -> 500;
    };
  }
}
