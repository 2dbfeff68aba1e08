package io.palimpsest.local.gateway;

import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The path that a service will see.
 *
 * <p>Gateway and service must not understand one path differently, or {@code
 * /organizations/../internal} passes as an organization. Whatever a service might rewrite is
 * therefore refused.
 */
final class RequestPath {

  private static final List<String> DOTS = List.of(".", "..");

  private RequestPath() {}

  /** The decoded path of a request target; empty when it could be read in two ways. */
  static Optional<String> of(String target) {
    try {
      String raw = new QueryStringDecoder(target).rawPath();
      String path = QueryStringDecoder.decodeComponent(raw);
      return isPlain(path) && !hidesSlash(raw) ? Optional.of(path) : Optional.empty();
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }

  private static boolean hidesSlash(String raw) {
    return raw.toLowerCase(Locale.ROOT).contains("%2f");
  }

  private static boolean isPlain(String path) {
    return path.startsWith("/")
        && !path.contains("//")
        && path.chars().noneMatch(c -> c == '\\' || c == ';' || c == '%' || c < ' ')
        && Arrays.stream(path.split("/")).noneMatch(DOTS::contains);
  }
}
