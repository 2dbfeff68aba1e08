package io.palimpsest.ingest.migration.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The service that owns vectors, in memory: the index of an old system, which is written and
 * deleted as the real one is, and the product's own, which a test fills. Every call is remembered.
 */
public final class VectorDouble {
  /** The product's own index. */
  public static final String OWN = "";

  private static final JsonMapper JSON = new JsonMapper();
  private static final VectorDouble INSTANCE = new VectorDouble();

  private final HttpServer server;
  private final Map<String, Index> indexes = new ConcurrentHashMap<>();
  private final List<String> writes = new CopyOnWriteArrayList<>();
  private final AtomicInteger cut = new AtomicInteger(-1);
  private volatile Search search = query -> List.of();
  private volatile Runnable clearing = () -> {};

  private record Index(
      int dimension, String metric, Map<String, SortedMap<String, String>> namespaces) {
    SortedMap<String, String> namespace(String name) {
      return namespaces.computeIfAbsent(name, none -> new ConcurrentSkipListMap<>());
    }
  }

  /** Answers readers. */
  @FunctionalInterface
  public interface Search {
    /** Ids of the items that are found. */
    List<String> find(String query);
  }

  private VectorDouble() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException busy) {
      throw new IllegalStateException(busy);
    }
    server.setExecutor(
        Executors.newCachedThreadPool(
            work -> {
              Thread thread = new Thread(work, "vector-double");
              thread.setDaemon(true);
              return thread;
            }));
    server.createContext("/", this::serve);
    server.start();
    clear();
  }

  /** The one of this process. */
  public static VectorDouble running() {
    return INSTANCE;
  }

  /** Where it answers. */
  public String url() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  /** Forgets everything; the product's own index is there and empty. */
  public void clear() {
    indexes.clear();
    indexes.put(OWN, new Index(8, "cosine", new ConcurrentHashMap<>()));
    writes.clear();
    cut.set(-1);
  }

  /** Makes an index. */
  public void make(String name, int dimension) {
    indexes.put(name, new Index(dimension, "cosine", new ConcurrentHashMap<>()));
  }

  /** The vectors of a namespace, lines by id; may be changed. */
  public SortedMap<String, String> vectors(String index, String namespace) {
    Index there = indexes.get(index);
    return there == null ? new TreeMap<>() : there.namespace(namespace);
  }

  /** Names of the indexes that there are, the product's own left out. */
  public List<String> names() {
    return indexes.keySet().stream().filter(name -> !name.equals(OWN)).sorted().toList();
  }

  /** Calls that write, as they came. */
  public List<String> writes() {
    return List.copyOf(writes);
  }

  /** Breaks the connection of the call after so many others, once. */
  public void cutAfter(int calls) {
    cut.set(calls);
  }

  /** Whether a connection was broken since it was asked for. */
  public boolean wasCut() {
    return cut.get() < 0;
  }

  /** How readers are answered. */
  public void answerBy(Search found) {
    search = found;
  }

  /** What is done when the product's own namespace is to be cleared. */
  public void clearBy(Runnable cleared) {
    clearing = cleared;
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (cut.get() >= 0 && cut.getAndDecrement() == 0) {
        return;
      }
      byte[] body = exchange.getRequestBody().readAllBytes();
      Map<String, String> query = query(exchange);
      String call = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
      boolean plan = Boolean.parseBoolean(query.getOrDefault("plan", "false"));
      if (!call.startsWith("GET") && !call.contains("search") && !plan) {
        writes.add(call + " " + query);
      }
      Answer answer = answer(call, query, body);
      byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private record Answer(int status, String body) {}

  private Answer answer(String call, Map<String, String> query, byte[] body) throws IOException {
    String name = query.getOrDefault("index", OWN);
    Optional<Index> index = Optional.ofNullable(indexes.get(name));
    return switch (call) {
      case "GET /internal/legacy/index" ->
          index.map(VectorDouble::described).orElseGet(() -> problem(404, "index.unknown"));
      case "POST /internal/legacy/index" -> made(JSON.readTree(body));
      case "DELETE /internal/legacy/index" -> {
        indexes.remove(name);
        yield new Answer(204, "");
      }
      case "GET /internal/legacy/vectors" ->
          index
              .map(there -> listed(there.namespace(query.getOrDefault("namespace", ""))))
              .orElseGet(() -> problem(404, "index.unknown"));
      case "POST /internal/legacy/vectors" -> written(index, query, body);
      case "POST /internal/legacy/deletes" -> deleted(index, query, JSON.readTree(body));
      case "POST /internal/reconciles" -> new Answer(202, "{}");
      case "POST /internal/clears" -> {
        clearing.run();
        yield new Answer(202, "{}");
      }
      case "POST /portfolio/search" -> found(JSON.readTree(body));
      default -> problem(404, "path.unknown");
    };
  }

  private static Answer described(Index index) {
    List<Map<String, Object>> namespaces = new ArrayList<>();
    index
        .namespaces()
        .forEach((name, all) -> namespaces.add(Map.of("name", name, "records", all.size())));
    return json(
        Map.of("dimension", index.dimension(), "metric", index.metric(), "namespaces", namespaces));
  }

  private Answer made(JsonNode wanted) {
    String name = wanted.path("name").asText();
    int dimension = wanted.path("dimension").asInt();
    Index there =
        indexes.computeIfAbsent(
            name,
            none ->
                new Index(dimension, wanted.path("metric").asText(), new ConcurrentHashMap<>()));
    return there.dimension() == dimension
        ? json(Map.of("records", 1))
        : problem(409, "index.dimension");
  }

  private static Answer listed(SortedMap<String, String> all) {
    StringBuilder lines = new StringBuilder();
    Map<String, String> now = new TreeMap<>(all);
    now.values().forEach(line -> lines.append(line).append('\n'));
    return new Answer(200, lines + "{\"end\": " + now.size() + "}\n");
  }

  private static Answer written(Optional<Index> index, Map<String, String> query, byte[] body)
      throws IOException {
    boolean plan = Boolean.parseBoolean(query.get("plan"));
    boolean overwrite = Boolean.parseBoolean(query.get("overwrite"));
    SortedMap<String, String> into =
        index
            .map(there -> there.namespace(query.getOrDefault("namespace", "")))
            .orElseGet(TreeMap::new);
    long written = 0;
    long same = 0;
    long kept = 0;
    for (String line : new String(body, StandardCharsets.UTF_8).split("\n")) {
      String id = JSON.readTree(line).path("id").asText();
      String there = into.get(id);
      if (line.equals(there)) {
        same++;
      } else if (there != null && !overwrite) {
        kept++;
      } else {
        written++;
        if (!plan) {
          into.put(id, line);
        }
      }
    }
    return json(Map.of("written", written, "same", same, "kept", kept));
  }

  private static Answer deleted(Optional<Index> index, Map<String, String> query, JsonNode given) {
    if (index.isEmpty()) {
      return problem(404, "index.unknown");
    }
    SortedMap<String, String> from = index.get().namespace(query.getOrDefault("namespace", ""));
    if (Boolean.parseBoolean(query.get("all"))) {
      from.clear();
    }
    given.path("ids").forEach(id -> from.remove(id.asText()));
    return json(Map.of("records", given.path("ids").size()));
  }

  private Answer found(JsonNode asked) {
    List<Map<String, String>> matches =
        search.find(asked.path("query").asText()).stream()
            .map(id -> Map.of("id", id, "item_id", id))
            .toList();
    return json(Map.of("matches", matches));
  }

  private static Answer problem(int status, String code) {
    return new Answer(status, "{\"code\": \"" + code + "\", \"detail\": \"as the test says\"}");
  }

  private static Answer json(Object body) {
    try {
      return new Answer(200, JSON.writeValueAsString(body));
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static Map<String, String> query(HttpExchange exchange) {
    Map<String, String> query = new HashMap<>();
    String raw = exchange.getRequestURI().getRawQuery();
    for (String pair : raw == null ? new String[0] : raw.split("&")) {
      int equals = pair.indexOf('=');
      query.put(
          pair.substring(0, equals),
          URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
    }
    return query;
  }
}
