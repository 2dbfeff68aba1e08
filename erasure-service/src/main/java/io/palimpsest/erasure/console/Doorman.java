package io.palimpsest.erasure.console;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import java.util.Set;

/**
 * Stands before every page of the console. It turns the session into the bearer token that all
 * doors ask for, so that the same guard judges it; nowhere else does the cookie count.
 */
@ApplicationScoped
class Doorman {
  /** Before the guard. */
  private static final int PRIORITY = 1_000;

  private static final String ROOT = "/console";
  private static final Set<String> SAME_SITE = Set.of("same-origin", "none");

  /** Pages consist of what this service serves, run no inline script, and stand in no frame. */
  private static final Map<String, String> HEADERS =
      Map.of(
          "Content-Security-Policy",
          "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self';"
              + " img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
          "X-Content-Type-Options",
          "nosniff",
          "Referrer-Policy",
          "same-origin",
          "Cache-Control",
          "no-store");

  void register(@Observes Filters filters) {
    filters.register(this::pass, PRIORITY);
  }

  private void pass(RoutingContext context) {
    String path = context.normalizedPath();
    if (path.equals(ROOT) || path.startsWith(ROOT + "/")) {
      HEADERS.forEach((name, value) -> context.response().putHeader(name, value));
      introduce(context.request());
    }
    context.next();
  }

  /** A form that another site sends has no session, whatever the browser makes of the cookie. */
  private static void introduce(HttpServerRequest request) {
    Cookie session = request.getCookie(Session.COOKIE);
    if (session != null
        && !session.getValue().isEmpty()
        && !isForeignForm(request)
        && !request.headers().contains(HttpHeaders.AUTHORIZATION)) {
      request.headers().set(HttpHeaders.AUTHORIZATION, "Bearer " + session.getValue());
    }
  }

  static boolean isForeignForm(HttpServerRequest request) {
    String site = request.getHeader("Sec-Fetch-Site");
    return request.method() != HttpMethod.GET && site != null && !SAME_SITE.contains(site);
  }
}
