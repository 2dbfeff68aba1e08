package io.palimpsest.vectorstore.pinecone;

import io.grpc.CallOptions;
import io.grpc.Metadata;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Headers and trailers of one answer. Written by the call's thread, read after it ended. */
final class CallHeaders {
  static final CallOptions.Key<CallHeaders> OPTION = CallOptions.Key.create("palimpsest-headers");

  private static final Metadata.Key<String> REQUEST_LSN = key("x-pinecone-request-lsn");
  private static final Metadata.Key<String> INDEXED_LSN = key("x-pinecone-max-indexed-lsn");
  private static final Metadata.Key<String> RETRY_AFTER = key("retry-after");

  private final Metadata seen = new Metadata();

  /** Headers of an answer over HTTP. */
  static CallHeaders of(@Nullable Map<String, List<String>> headers) {
    CallHeaders kept = new CallHeaders();
    if (headers != null) {
      headers.forEach(
          (name, values) ->
              List.of(REQUEST_LSN, INDEXED_LSN, RETRY_AFTER).stream()
                  .filter(key -> key.name().equalsIgnoreCase(name) && !values.isEmpty())
                  .forEach(key -> kept.seen.put(key, values.getFirst())));
    }
    return kept;
  }

  synchronized void add(@Nullable Metadata metadata) {
    if (metadata != null) {
      seen.merge(metadata);
    }
  }

  /** Position of the write in the store's log. */
  OptionalLong requestLsn() {
    return number(REQUEST_LSN);
  }

  /** Position up to which the answer has seen writes. */
  OptionalLong maxIndexedLsn() {
    return number(INDEXED_LSN);
  }

  /** How long the store asks to wait; a date instead of seconds is read as nothing said. */
  Optional<Duration> retryAfter() {
    OptionalLong seconds = number(RETRY_AFTER);
    return seconds.isPresent() && seconds.getAsLong() >= 0
        ? Optional.of(Duration.ofSeconds(seconds.getAsLong()))
        : Optional.empty();
  }

  private synchronized OptionalLong number(Metadata.Key<String> key) {
    String value = seen.get(key);
    try {
      return value == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(value.strip()));
    } catch (NumberFormatException unknownForm) {
      return OptionalLong.empty();
    }
  }

  private static Metadata.Key<String> key(String name) {
    return Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
  }
}
