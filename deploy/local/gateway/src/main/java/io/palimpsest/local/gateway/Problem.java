package io.palimpsest.local.gateway;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.Locale;

/**
 * What the gateway itself answers, as a problem document (RFC 9457).
 *
 * @param detail for the caller; names no host or port behind the gateway
 */
record Problem(int status, String title, String detail) {

  static final String MEDIA_TYPE = "application/problem+json";

  static Problem ambiguousPath() {
    return new Problem(
        400,
        "Ambiguous path",
        "a path has no empty, '.' or '..' segment, and no encoded slash, backslash or semicolon");
  }

  static Problem noRoute(String method) {
    return new Problem(404, "Not found", "nothing answers " + method + " on this path");
  }

  static Problem broken(Service service) {
    return new Problem(
        502, "Bad gateway", name(service) + " ended the connection before it had answered");
  }

  static Problem unavailable(Service service) {
    return new Problem(503, "Service unavailable", name(service) + " is not running; try again");
  }

  static Problem timedOut(Service service) {
    return new Problem(504, "Gateway timeout", name(service) + " did not answer in time");
  }

  private static String name(Service service) {
    return "the " + service.name().toLowerCase(Locale.ROOT) + " service";
  }

  Buffer toBuffer() {
    return new JsonObject()
        .put("type", "about:blank")
        .put("title", title)
        .put("status", status)
        .put("detail", detail)
        .toBuffer();
  }
}
