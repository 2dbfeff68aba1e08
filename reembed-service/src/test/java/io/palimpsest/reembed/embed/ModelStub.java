package io.palimpsest.reembed.embed;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * A model behind HTTP, in the protocol of OpenAI or of Pinecone's inference: reads the request as
 * it comes over the wire, answers with vectors drawn from each text, or does what a fault says.
 */
public final class ModelStub implements AutoCloseable {
  public static final int DIMENSION = 384;

  /** The protocols. */
  public enum Protocol {
    OPENAI,
    PINECONE
  }

  public final AtomicInteger requests = new AtomicInteger();
  public final AtomicInteger fired = new AtomicInteger();

  /** Says which fault a request meets, by its number from 1 and its texts; null for none. */
  public volatile BiFunction<Integer, List<String>, @Nullable Fault> plan = (n, texts) -> null;

  private final ObjectMapper json = new ObjectMapper();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;
  private final Protocol protocol;

  public ModelStub(Protocol protocol) throws IOException {
    this.protocol = protocol;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(protocol == Protocol.OPENAI ? "/v1/embeddings" : "/embed", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  public URI url() {
    return URI.create(
        "http://localhost:"
            + server.getAddress().getPort()
            + (protocol == Protocol.OPENAI ? "/v1" : ""));
  }

  /** Meets every request with the fault. */
  public void always(Fault fault) {
    plan = (n, texts) -> fault;
  }

  /** Meets the first requests from now on with the fault. */
  public void first(int times, Fault fault) {
    int until = requests.get() + times;
    plan = (n, texts) -> n <= until ? fault : null;
  }

  public static float[] vector(String text) {
    Random random = new Random(text.hashCode());
    float[] vector = new float[DIMENSION];
    for (int at = 0; at < DIMENSION; at++) {
      vector[at] = (float) random.nextGaussian();
    }
    return vector;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      List<String> texts = texts(exchange);
      Fault fault = plan.apply(requests.incrementAndGet(), texts);
      if (fault == null) {
        send(exchange, 200, body(vectors(texts), indexes(texts.size())));
        return;
      }
      fired.incrementAndGet();
      fail(exchange, texts, fault);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void fail(HttpExchange exchange, List<String> texts, Fault fault)
      throws IOException, InterruptedException {
    List<List<Object>> vectors = vectors(texts);
    List<Integer> indexes = indexes(texts.size());
    switch (fault) {
      case WRONG_COUNT -> {
        vectors.removeLast();
        send(exchange, 200, body(vectors, indexes.subList(0, vectors.size())));
      }
      case WRONG_ORDER -> {
        Collections.reverse(vectors);
        Collections.reverse(indexes);
        send(exchange, 200, body(vectors, indexes));
      }
      case INDEX_TWICE ->
          send(exchange, 200, body(vectors, Collections.nCopies(vectors.size(), 0)));
      case EMPTY_VECTORS -> send(exchange, 200, body(last(vectors, List.of()), indexes));
      case WRONG_DIMENSION -> send(exchange, 200, body(last(vectors, List.of(1.0, 2.0)), indexes));
      case NOT_A_NUMBER ->
          send(exchange, 200, body(last(vectors, Collections.nCopies(DIMENSION, "NaN")), indexes));
      case ALL_ZEROS ->
          send(exchange, 200, body(last(vectors, Collections.nCopies(DIMENSION, 0.0)), indexes));
      case NULL_VECTOR -> send(exchange, 200, body(last(vectors, null), indexes));
      case RATE_LIMIT -> {
        exchange.getResponseHeaders().add("Retry-After", "1");
        send(exchange, 429, "{\"error\":{\"code\":\"rate_limit_exceeded\",\"message\":\"slow\"}}");
      }
      case SERVER_ERROR -> send(exchange, 500, "{\"error\":{\"message\":\"oops\"}}");
      case SLOW -> closed.await(20, TimeUnit.SECONDS);
      case DRIPPING -> drip(exchange);
      case BROKEN_JSON -> send(exchange, 200, "{\"data\": [{\"index\": 0, \"embedding\": [0.1, ");
      case NO_JSON -> send(exchange, 200, "<html>Bad gateway</html>");
      case CUT -> cut(exchange, body(vectors, indexes));
      case QUOTA ->
          send(
              exchange,
              429,
              "{\"error\":{\"code\":\"insufficient_quota\",\"message\":\"quota of the month\"}}");
      case UNAUTHORIZED -> send(exchange, 401, "{\"error\":{\"message\":\"wrong key\"}}");
      case BAD_REQUEST -> send(exchange, 400, "{\"error\":{\"message\":\"too long\"}}");
    }
  }

  /** Headers at once, and then a byte now and then: a bound up to the headers never ends it. */
  private void drip(HttpExchange exchange) throws IOException, InterruptedException {
    exchange.sendResponseHeaders(200, 0);
    OutputStream out = exchange.getResponseBody();
    for (int at = 0; at < 100 && !closed.await(200, TimeUnit.MILLISECONDS); at++) {
      out.write(' ');
      out.flush();
    }
  }

  private static void cut(HttpExchange exchange, String body) throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes, 0, bytes.length / 2);
    exchange.getResponseBody().flush();
  }

  private List<String> texts(HttpExchange exchange) throws IOException {
    JsonNode request = json.readTree(exchange.getRequestBody());
    List<String> texts = new ArrayList<>();
    request.path("input").forEach(input -> texts.add(input.asText()));
    request.path("inputs").forEach(input -> texts.add(input.required("text").asText()));
    return texts;
  }

  private static List<List<Object>> vectors(List<String> texts) {
    List<List<Object>> vectors = new ArrayList<>();
    for (String text : texts) {
      List<Object> vector = new ArrayList<>();
      for (float value : vector(text)) {
        vector.add(value);
      }
      vectors.add(vector);
    }
    return vectors;
  }

  private static List<List<Object>> last(
      List<List<Object>> vectors, @Nullable List<? extends Object> replaced) {
    vectors.set(vectors.size() - 1, replaced == null ? null : new ArrayList<>(replaced));
    return vectors;
  }

  private static List<Integer> indexes(int count) {
    List<Integer> indexes = new ArrayList<>();
    for (int at = 0; at < count; at++) {
      indexes.add(at);
    }
    return indexes;
  }

  private String body(List<List<Object>> vectors, List<Integer> indexes) throws IOException {
    var answer = json.createObjectNode();
    answer.put("model", "stub").put("object", "list").put("vector_type", "dense");
    var data = answer.putArray("data");
    for (int at = 0; at < vectors.size(); at++) {
      var one = data.addObject();
      if (protocol == Protocol.OPENAI) {
        one.put("object", "embedding").put("index", indexes.get(at));
        one.set("embedding", json.valueToTree(vectors.get(at)));
      } else {
        one.put("vector_type", "dense").set("values", json.valueToTree(vectors.get(at)));
      }
    }
    answer.putObject("usage").put("prompt_tokens", 1).put("total_tokens", 1);
    return json.writeValueAsString(answer);
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    byte[] bytes = body.getBytes(UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
