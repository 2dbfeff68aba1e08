package io.palimpsest.messaging;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * The record header that carries the bearer token of whoever submits: a consumer cannot see who
 * wrote a record, so the record proves it. The value is the bare token in UTF-8, without "Bearer".
 */
public final class TokenHeader {
  /** Name of the header. */
  public static final String NAME = "authorization";

  private TokenHeader() {}

  /** Headers with the token, to publish with. */
  public static Map<String, byte[]> of(String token) {
    return Map.of(NAME, token.getBytes(StandardCharsets.UTF_8));
  }

  /** The token of a record, or empty when it carries none. */
  public static Optional<String> in(Headers headers) {
    Header last = headers.lastHeader(NAME);
    return last == null ? Optional.empty() : text(last.value());
  }

  /** The token among headers by name, or empty when there is none. */
  public static Optional<String> in(Map<String, byte[]> headers) {
    return text(headers.get(NAME));
  }

  private static Optional<String> text(byte @Nullable [] value) {
    return value == null
        ? Optional.empty()
        : Optional.of(new String(value, StandardCharsets.UTF_8)).filter(t -> !t.isBlank());
  }
}
