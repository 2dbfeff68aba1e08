package io.palimpsest.cli;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Answers every call of every command with something of the right shape. */
final class StandIn {
  private static final String ID = "0d3f7c1e-5b6a-4f0e-9c1d-2a4b6c8d0e1f";
  private static final String THING =
      """
      {"id": "%s", "request_id": "%s", "request_ref": "er_0123456789abcdef01234567",
       "state": "DONE", "done": 1, "total": 1, "remaining": 0, "rewrapped": 0,
       "links": {"searchable": "/vectors/x?revision=1&wait=30s"},
       "scope": {"type": "CREATOR", "ids": []}, "counts": {"vectors": 1},
       "items": [{"id": "one", "reason": "tenant.unknown"}], "next": null}
      """
          .formatted(ID, ID);

  private StandIn() {}

  static void answer(HttpExchange exchange) throws IOException {
    byte[] body = body(exchange).getBytes(StandardCharsets.UTF_8);
    exchange.getRequestBody().readAllBytes();
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    // Nobody has the name that a drill takes.
    int status = exchange.getRequestURI().getPath().startsWith("/creators/drill") ? 404 : 200;
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private static String body(HttpExchange exchange) {
    String path = exchange.getRequestURI().getPath();
    boolean get = exchange.getRequestMethod().equals("GET");
    if (path.endsWith(":bulk") || path.endsWith("/lists")) {
      return "{\"line\": 1, \"status\": 200, \"id\": \"one\"}\n".repeat(2);
    }
    if (path.endsWith("/search") || path.endsWith("cross-twin")) {
      return "{\"matches\": [{\"score\": 0.5, \"text\": \"words\"}], \"partial\": false}";
    }
    if (path.equals("/namespaces")) {
      return "{\"plan\": \"9f86d081\", \"namespaces\": [], \"totals\": {}, \"messages\": []}";
    }
    if (path.equals("/namespaces/contract")) {
      return "[\"one\"]";
    }
    boolean list =
        get
            && (path.endsWith("/jobs")
                || path.endsWith("/routes")
                || path.endsWith("/holds")
                || path.endsWith("/lost")
                || path.endsWith("/candidates")
                || path.equals("/erasures/parked"));
    return list ? "[" + THING + "]" : THING;
  }
}
