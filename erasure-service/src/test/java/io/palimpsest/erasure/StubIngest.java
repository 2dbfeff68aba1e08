package io.palimpsest.erasure;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.palimpsest.erasure.model.Scope;
import io.palimpsest.erasure.plan.ResolvedScope;
import io.palimpsest.event.ScopeType;
import io.palimpsest.sealing.DataKey;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** The registry's internal endpoints, as docs/api/internal.md has them, over scopes in memory. */
public final class StubIngest implements AutoCloseable {
  private final StubOperations operations = new StubOperations();
  private final Map<String, ResolvedScope> scopes = new ConcurrentHashMap<>();
  private final Map<UUID, List<Scope>> entities = new ConcurrentHashMap<>();
  private final Map<String, Long> parked = new ConcurrentHashMap<>();
  private final Map<String, String> erasedBy = new ConcurrentHashMap<>();
  private final AtomicInteger askedBehind = new AtomicInteger();
  private final AtomicInteger behind = new AtomicInteger();
  private final Map<UUID, List<Map<String, String>>> rows = new ConcurrentHashMap<>();
  private final Map<String, DataKey> keys = new ConcurrentHashMap<>();
  private final AtomicInteger failures = new AtomicInteger();
  private final AtomicInteger exportFailures = new AtomicInteger();
  private final AtomicInteger failed = new AtomicInteger();
  private final List<String> reconciles = new CopyOnWriteArrayList<>();
  private final List<String> givenBack = new CopyOnWriteArrayList<>();
  private final AtomicInteger busy = new AtomicInteger();
  private final HttpServer server;

  public StubIngest(int port) throws IOException {
    server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/internal/scopes/", this::handle);
    server.createContext("/internal/keys/system/", this::key);
    server.createContext("/internal/reconciles", this::reconcile);
    for (String path :
        List.of("/ingest/parked", "/migrations", "/parked", "/jobs", "/routes", "/tenants")) {
      server.createContext(path, operations::handle);
    }
    server.start();
  }

  /** Method, path and token of what operators did. */
  public List<String> deeds() {
    return operations.deeds();
  }

  /** A creator with twins and sources under each. */
  public ResolvedScope creator(String id, List<String> twins, int sourcesPerTwin) {
    Scope creator = new Scope(ScopeType.CREATOR, id, UUID.randomUUID());
    List<Scope> children = new ArrayList<>();
    List<Scope> all = new ArrayList<>();
    for (String twin : twins) {
      Scope child = new Scope(ScopeType.TWIN, twin, UUID.randomUUID());
      children.add(child);
      List<Scope> sources = new ArrayList<>();
      for (int n = 0; n < sourcesPerTwin; n++) {
        sources.add(new Scope(ScopeType.SOURCE, "source-" + n, UUID.randomUUID()));
      }
      for (Scope source : sources) {
        put(
            new ResolvedScope(List.of(creator, child, source), List.of(), null, 1),
            List.of(source));
      }
      all.addAll(sources);
      put(new ResolvedScope(List.of(creator, child), List.of(), null, sources.size()), sources);
    }
    ResolvedScope scope = new ResolvedScope(List.of(creator), children, null, all.size());
    put(scope, all);
    return scope;
  }

  /**
   * A further twin with a source, registered now: who resolved the creator before does not know.
   */
  public Scope twin(String creatorId, String id) {
    Scope creator = scope(ScopeType.CREATOR, creatorId).path().getLast();
    Scope twin = new Scope(ScopeType.TWIN, id, UUID.randomUUID());
    Scope source = new Scope(ScopeType.SOURCE, "source-0", UUID.randomUUID());
    put(new ResolvedScope(List.of(creator, twin, source), List.of(), null, 1), List.of(source));
    put(new ResolvedScope(List.of(creator, twin), List.of(), null, 1), List.of(source));
    return twin;
  }

  /** A row of the ledger, as reembed's internal endpoint tells of it. */
  public void row(UUID scope, String target, String namespace) {
    rows.computeIfAbsent(scope, any -> new CopyOnWriteArrayList<>())
        .add(Map.of("target", target, "namespace", namespace));
  }

  public void forgetRows(UUID scope) {
    rows.remove(scope);
  }

  /** Tenants whose reconcile was started, as reembed's internal endpoint was told. */
  public List<String> reconciles() {
    return List.copyOf(reconciles);
  }

  /** Uids that they were told leave had been given for, in order. */
  public List<String> givenBack() {
    return List.copyOf(givenBack);
  }

  /** So many reconciles cannot be started. */
  public void refuseReconciles(int calls) {
    busy.set(calls);
  }

  /** A profile with an item, registered now. */
  public Scope profile(String organizationId, String id) {
    ResolvedScope parent = scope(ScopeType.ORGANIZATION, organizationId);
    Scope profile = new Scope(ScopeType.PROFILE, id, UUID.randomUUID());
    Scope item = new Scope(ScopeType.ITEM, "item-0", UUID.randomUUID());
    List<Scope> path = List.of(parent.path().getLast(), profile);
    put(new ResolvedScope(path, List.of(), parent.slug(), 1), List.of(item));
    put(
        new ResolvedScope(List.of(path.getFirst(), profile, item), List.of(), parent.slug(), 1),
        List.of(item));
    return profile;
  }

  /** An organization without profiles. */
  public ResolvedScope organization(String id, String slug) {
    Scope organization = new Scope(ScopeType.ORGANIZATION, id, UUID.randomUUID());
    ResolvedScope scope = new ResolvedScope(List.of(organization), List.of(), slug, 0);
    put(scope, List.of());
    return scope;
  }

  public ResolvedScope scope(ScopeType type, String... ids) {
    return scopes.get(key(type.name(), List.of(ids)));
  }

  public void forget(ScopeType type, String... ids) {
    scopes.remove(key(type.name(), List.of(ids)));
  }

  /** The next calls answer 503. */
  public void failNext(int calls) {
    failures.set(calls);
  }

  /** The next exports break off in the middle. */
  public void breakExports(int exports) {
    exportFailures.set(exports);
  }

  /** So many looks for what the registry does not know come before the inbox is settled. */
  public void behind(int looks) {
    behind.set(looks);
  }

  /** How often it answered so. */
  public int askedBehind() {
    return askedBehind.get();
  }

  /** Submissions that are parked under ids that the registry does not know. */
  public void parked(long count, ScopeType type, String... ids) {
    parked.put(key(type.name(), List.of(ids)), count);
  }

  /** A scope that the registry knows no more, erased by a request. */
  public void erasedBy(String ref, ScopeType type, String... ids) {
    erasedBy.put(key(type.name(), List.of(ids)), ref);
  }

  /** Calls that were answered so. */
  public int failed() {
    return failed.get();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void put(ResolvedScope scope, List<Scope> under) {
    Scope self = scope.path().getLast();
    scopes.put(key(self.type().name(), scope.path().stream().map(Scope::id).toList()), scope);
    entities.put(self.uid(), under);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (failures.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
        failed.incrementAndGet();
        StubHttp.answer(exchange, 503, Map.of("code", "unavailable"));
      } else if (exchange.getRequestURI().getPath().endsWith("/resolve")) {
        resolve(exchange);
      } else if (exchange.getRequestURI().getPath().endsWith("/children")) {
        children(exchange);
      } else if (exchange.getRequestURI().getPath().endsWith("/places")) {
        places(exchange);
      } else if (exchange.getRequestURI().getPath().matches("/internal/scopes/[0-9a-f-]{36}")) {
        byUid(exchange);
      } else if (exchange.getRequestURI().getPath().endsWith("/candidates")) {
        StubCandidates.named(exchange, scopes.values());
      } else if (exchange.getRequestURI().getPath().endsWith("/hashed")) {
        StubCandidates.hashed(exchange, scopes.values());
      } else if (exchange.getRequestURI().getPath().endsWith("/export")) {
        export(exchange);
      } else if (exchange.getRequestURI().getPath().endsWith("/inbox-ends")) {
        StubHttp.answer(
            exchange, 200, Map.of("topic", "inbox", "topic_id", "one", "offsets", List.of(7)));
      } else if (exchange.getRequestURI().getPath().endsWith("/absence")) {
        absence(exchange);
      } else {
        entities(exchange);
      }
    }
  }

  private void resolve(HttpExchange exchange) throws IOException {
    Map<String, List<String>> query = StubHttp.query(exchange);
    ResolvedScope scope =
        scopes.get(key(query.get("type").getFirst(), query.getOrDefault("ids", List.of())));
    if (scope == null) {
      StubHttp.answer(exchange, 404, Map.of("code", "scope.not_found", "status", 404));
    } else {
      StubHttp.answer(exchange, 200, scope);
    }
  }

  private void absence(HttpExchange exchange) throws IOException {
    JsonNode asked = StubHttp.MAPPER.readTree(exchange.getRequestBody());
    List<String> ids = new ArrayList<>();
    asked.path("ids").forEach(id -> ids.add(id.asText()));
    if (asked.path("ends").path("offsets").path(0).asInt() != 7) {
      StubHttp.answer(exchange, 400, Map.of("code", "field.invalid"));
    } else if (behind.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
      askedBehind.incrementAndGet();
      StubHttp.answer(exchange, 200, Map.of("inbox", "BEHIND"));
    } else {
      String key = key(asked.path("type").asText(), ids);
      Map<String, Object> found = new HashMap<>();
      found.put("registered", scopes.containsKey(key));
      found.put("erased_by", erasedBy.get(key));
      found.put("parked", parked.getOrDefault(key, 0L));
      StubHttp.answer(exchange, 200, Map.of("inbox", "PASSED", "found", found));
    }
  }

  private void byUid(HttpExchange exchange) throws IOException {
    UUID uid = uid(exchange);
    Optional<Scope> known =
        scopes.values().stream()
            .map(scope -> scope.path().getLast())
            .filter(scope -> scope.uid().equals(uid))
            .findFirst();
    if (known.isPresent()) {
      StubHttp.answer(exchange, 200, known.get());
    } else {
      StubHttp.answer(exchange, 404, Map.of("code", "scope.not_found", "status", 404));
    }
  }

  /** Of what is registered now, whenever the scope was resolved; two to a page. */
  private void children(HttpExchange exchange) throws IOException {
    UUID uid = uid(exchange);
    List<Scope> all =
        scopes.values().stream()
            .map(ResolvedScope::path)
            .filter(path -> path.size() == 2 && path.getFirst().uid().equals(uid))
            .map(List::getLast)
            .sorted(Comparator.comparing(Scope::id))
            .toList();
    page(exchange, "children", all, 2);
  }

  private void places(HttpExchange exchange) throws IOException {
    page(exchange, "places", rows.getOrDefault(uid(exchange), List.of()), 2);
  }

  private void reconcile(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (busy.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
        StubHttp.answer(exchange, 409, Map.of("code", "job.active"));
      } else {
        Map<String, List<String>> asked = StubHttp.query(exchange);
        reconciles.add(asked.getOrDefault("tenant", List.of("all")).getFirst());
        givenBack.addAll(asked.getOrDefault("erased", List.of()));
        exchange.sendResponseHeaders(202, -1);
      }
    }
  }

  /** A key of the system's, made at the first asking. */
  private void key(HttpExchange exchange) throws IOException {
    try (exchange) {
      String name = exchange.getRequestURI().getPath();
      DataKey key = keys.computeIfAbsent(name, any -> DataKey.generate());
      UUID uid = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
      StubHttp.answer(
          exchange,
          200,
          Map.of("uid", uid, "state", "present", "key", key.secret(), "path", List.of(uid)));
    }
  }

  private void page(HttpExchange exchange, String field, List<?> all, int size) throws IOException {
    int from =
        Integer.parseInt(StubHttp.query(exchange).getOrDefault("cursor", List.of("0")).getFirst());
    int to = Math.min(all.size(), from + size);
    Map<String, Object> page = new HashMap<>();
    page.put(field, all.subList(from, to));
    page.put("next", to < all.size() ? Integer.toString(to) : null);
    StubHttp.answer(exchange, 200, page);
  }

  private static UUID uid(HttpExchange exchange) {
    return UUID.fromString(exchange.getRequestURI().getPath().split("/")[3]);
  }

  private void entities(HttpExchange exchange) throws IOException {
    String[] path = exchange.getRequestURI().getPath().split("/");
    List<Scope> all = entities.getOrDefault(UUID.fromString(path[3]), List.of());
    Map<String, List<String>> query = StubHttp.query(exchange);
    int from = Integer.parseInt(query.getOrDefault("cursor", List.of("0")).getFirst());
    int to = Math.min(all.size(), from + 10);
    Map<String, Object> page = new HashMap<>();
    page.put("entities", all.subList(from, to));
    page.put("next", to < all.size() ? Integer.toString(to) : null);
    StubHttp.answer(exchange, 200, page);
  }

  /** A line for each entity; a length that is not kept is how a connection breaks off. */
  private void export(HttpExchange exchange) throws IOException {
    String[] path = exchange.getRequestURI().getPath().split("/");
    StringBuilder lines = new StringBuilder();
    for (Scope entity : entities.getOrDefault(UUID.fromString(path[3]), List.of())) {
      lines.append(StubHttp.MAPPER.writeValueAsString(entity)).append('\n');
    }
    byte[] body = lines.toString().getBytes(StandardCharsets.UTF_8);
    boolean broken = exportFailures.getAndUpdate(n -> Math.max(0, n - 1)) > 0;
    failed.addAndGet(broken ? 1 : 0);
    exchange.getResponseHeaders().add("Content-Type", "application/x-ndjson");
    exchange.sendResponseHeaders(200, body.length + (broken ? 100L : 0L));
    exchange.getResponseBody().write(body);
  }

  private static String key(String type, List<String> ids) {
    return type + Arrays.toString(ids.toArray());
  }
}
