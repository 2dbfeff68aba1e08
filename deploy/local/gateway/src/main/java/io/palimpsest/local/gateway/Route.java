package io.palimpsest.local.gateway;

import java.util.Optional;

/**
 * One line of the table.
 *
 * @param method only this method; empty for all
 * @param path matches itself and everything under it, segment by segment: {@code /creators} matches
 *     {@code /creators/a} and not {@code /creators-of-old}
 */
record Route(Optional<String> method, String path, Service service) {

  Route {
    if (!path.startsWith("/") || path.endsWith("/")) {
      throw new IllegalArgumentException("a route's path begins with a slash and ends without");
    }
  }

  boolean matches(String requestMethod, String requestPath) {
    return method.map(requestMethod::equals).orElse(true)
        && requestPath.startsWith(path)
        && (requestPath.length() == path.length() || requestPath.charAt(path.length()) == '/');
  }
}
