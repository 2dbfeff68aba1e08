package io.palimpsest.erasure;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** What the other services tell operators. */
final class StubOperations {
  /** Where the one tenant is whose page can be opened. */
  static final String TENANT = "/tenants/7b7a0d5c-1c3a-4d53-8c0f-5f5f6d0e4a11";

  private final List<String> deeds = new CopyOnWriteArrayList<>();

  /** Tells operators something, and keeps what they did. */
  void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      if (!exchange.getRequestMethod().equals("GET")) {
        deeds.add(
            exchange.getRequestMethod()
                + " "
                + path
                + " "
                + exchange.getRequestHeaders().getFirst("Authorization"));
      }
      if (path.endsWith("/replay")) {
        StubHttp.answer(
            exchange, 409, Map.of("code", "parked.newer", "detail", "something newer is there"));
      } else if (StubHttp.query(exchange)
              .getOrDefault("tenant", List.of())
              .contains("creator:nobody")
          || StubHttp.query(exchange).containsValue(List.of("organization:nobody"))) {
        StubHttp.answer(exchange, 404, Map.of("code", "tenant.unknown"));
      } else {
        StubHttp.answer(exchange, 200, of(path));
      }
    }
  }

  /** Method, path and token of what operators did. */
  List<String> deeds() {
    return List.copyOf(deeds);
  }

  private static Object of(String path) {
    return switch (path) {
      case "/ingest/parked" ->
          Map.of(
              "items",
              List.of(
                  Map.of(
                      "event_id", "0d3f7c1e-5b6a-4f0e-9c1d-2a4b6c8d0e1f",
                      "topic", "palimpsest.inbox.sources.v1",
                      "parked_at", "2026-03-02T10:15:30Z",
                      "problem", Map.of("code", "tenant.unknown"),
                      "readable", true)));
      case "/parked" ->
          Map.of(
              "items",
              List.of(
                  Map.of(
                      "id", "palimpsest.sources.v1-0-17",
                      "topic", "palimpsest.sources.v1",
                      "reason", "content.too_large",
                      "parkedAt", "2026-03-02T10:15:30Z")));
      case "/jobs" ->
          List.of(
              Map.of(
                  "id",
                  "j-1",
                  "kind",
                  "reconcile",
                  "state",
                  "RUNNING",
                  "done",
                  250,
                  "total",
                  1000));
      case "/migrations/portfolio" ->
          Map.of(
              "run",
              Map.of(
                  "id", "r-1",
                  "job", "j-2",
                  "state", "AWAITS_FREEZE",
                  "phases",
                      Map.of(
                          "p1", Map.of("ended_at", "2026-03-02T10:15:30Z"),
                          "p2", Map.of("began_at", "2026-03-02T10:16:30Z"))));
      case "/migrations/jobs/j-2" ->
          Map.of("id", "j-2", "kind", "migrate", "state", "RUNNING", "done", 900, "total", 1200);
      case "/routes" ->
          List.of(
              Map.of(
                  "tenant",
                  "t-1",
                  "from",
                  "old",
                  "to",
                  "next",
                  "stage",
                  "SHADOW",
                  "answering",
                  "old",
                  "backfilled",
                  false,
                  "owed",
                  3));
      case "/tenants" -> Map.of("items", List.of(tenant("coach"), tenant("guide")));
      case TENANT -> tenant("coach");
      default -> Map.of();
    };
  }

  private static Map<String, Object> tenant(String twin) {
    Instant now = Instant.now().truncatedTo(ChronoUnit.HOURS);
    return Map.of(
        "uid",
        TENANT.substring(TENANT.lastIndexOf('/') + 1),
        "type",
        "TWIN",
        "ids",
        List.of("grace", twin),
        "target",
        "main",
        "vectors",
        1310,
        "coverage",
        Map.of(
            "hour",
            now.toString(),
            "target",
            "main",
            "percent",
            99.847,
            "expected",
            1310,
            "drifted",
            2),
        "hours",
        List.of(
            hour(now.minus(3, ChronoUnit.HOURS), 1200, 100),
            hour(now.minus(2, ChronoUnit.HOURS), 1290, 99.2),
            hour(now, 1310, 99.847)));
  }

  private static Map<String, Object> hour(Instant at, long vectors, double percent) {
    return Map.of(
        "hour",
        at.toString(),
        "vectors",
        vectors,
        "changes",
        12,
        "lags",
        4,
        "mean_lag",
        vectors / 4,
        "longest_lag",
        vectors,
        "overdue",
        0,
        "percent",
        percent);
  }
}
