package io.palimpsest.system;

import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Takes traces as a collector of OpenTelemetry does, by OTLP over HTTP, and keeps them. */
final class Collector implements AutoCloseable {
  private final HttpServer server;
  private final List<ExportTraceServiceRequest> exports = new CopyOnWriteArrayList<>();

  private Collector(HttpServer server) {
    this.server = server;
  }

  static Collector start() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    Collector collector = new Collector(server);
    server.createContext(
        "/v1/traces",
        exchange -> {
          try (exchange) {
            collector.exports.add(
                ExportTraceServiceRequest.parseFrom(exchange.getRequestBody().readAllBytes()));
            exchange.sendResponseHeaders(200, -1);
          }
        });
    server.start();
    return collector;
  }

  URI address() {
    return URI.create("http://localhost:" + server.getAddress().getPort());
  }

  /** Every span so far. */
  List<Span> spans() {
    return exports.stream()
        .flatMap(export -> export.getResourceSpansList().stream())
        .flatMap(resource -> resource.getScopeSpansList().stream())
        .flatMap(scope -> scope.getSpansList().stream())
        .toList();
  }

  /** The spans of a trace. */
  List<Span> spans(String trace) {
    return spans().stream()
        .filter(span -> HexFormat.of().formatHex(span.getTraceId().toByteArray()).equals(trace))
        .toList();
  }

  /** All that was said, as text. */
  String said() {
    return exports.toString();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
