package io.palimpsest.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.palimpsest.audit.note.Note;
import io.palimpsest.audit.witness.Answer;
import io.palimpsest.audit.witness.Witness;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A witness over HTTP: {@code POST /add-checkpoint} for logs, {@code GET
 * /SHA-256-OF-THE-ORIGIN/checkpoint} for monitors.
 */
final class WitnessServer implements AutoCloseable {
  private static final String PLAIN = "text/plain; charset=utf-8";
  private static final String SIZE = "text/x.tlog.size";
  private static final int LONGEST_BODY = 128 * 1024;

  private final Witness witness;
  private final Map<String, String> origins;
  private final HttpServer server;
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();

  private WitnessServer(Witness witness, HttpServer server) {
    this.witness = witness;
    this.server = server;
    this.origins =
        witness.origins().stream()
            .collect(Collectors.toMap(WitnessServer::hash, Function.identity()));
    server.setExecutor(executor);
    server.createContext("/", this::answer);
  }

  /** Starts to listen. */
  static WitnessServer start(Witness witness, String host, int port) throws IOException {
    WitnessServer started =
        new WitnessServer(witness, HttpServer.create(new InetSocketAddress(host, port), 0));
    started.server.start();
    return started;
  }

  /** Where it listens. */
  String address() {
    InetSocketAddress at = server.getAddress();
    return "http://" + at.getHostString() + ":" + at.getPort();
  }

  @Override
  public void close() {
    server.stop(0);
    executor.close();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      String method = exchange.getRequestMethod();
      if (path.equals("/add-checkpoint") && method.equals("POST")) {
        add(exchange);
      } else if (path.endsWith("/checkpoint") && method.equals("GET")) {
        newest(exchange, path.substring(1, path.length() - "/checkpoint".length()));
      } else {
        say(exchange, 404, PLAIN, "POST /add-checkpoint or GET /{origin hash}/checkpoint\n");
      }
    }
  }

  private void add(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readNBytes(LONGEST_BODY + 1);
    if (body.length > LONGEST_BODY) {
      say(exchange, 413, PLAIN, "no checkpoint is so long\n");
      return;
    }
    switch (added(body)) {
      case Answer.Cosigned cosigned -> say(exchange, 200, PLAIN, cosigned.line() + "\n");
      case Answer.Conflict conflict -> say(exchange, 409, SIZE, conflict.size() + "\n");
      case Answer.Refused refused -> say(exchange, refused.status(), PLAIN, refused.why() + "\n");
    }
  }

  private Answer added(byte[] body) {
    try {
      return witness.add(body);
    } catch (IOException notKept) {
      return new Answer.Refused(503, "the checkpoint could not be kept, so it was not cosigned");
    }
  }

  private void newest(HttpExchange exchange, String hash) throws IOException {
    Optional<Note> note = Optional.ofNullable(origins.get(hash)).flatMap(witness::newest);
    if (note.isPresent()) {
      say(exchange, 200, PLAIN, new String(note.get().bytes(), StandardCharsets.UTF_8));
    } else {
      say(exchange, 404, PLAIN, "nothing of this log was cosigned\n");
    }
  }

  private static void say(HttpExchange exchange, int status, String type, String text)
      throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private static String hash(String origin) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(origin.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
