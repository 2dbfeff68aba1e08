package io.palimpsest.reembed.search.load;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.palimpsest.access.token.TokenKeys;
import io.palimpsest.access.token.Tokens;
import io.palimpsest.fencing.Deadline;
import io.palimpsest.fencing.Ticker;
import io.palimpsest.local.stack.Part;
import io.palimpsest.local.stack.RunningStack;
import io.palimpsest.local.stack.SharedStack;
import io.palimpsest.local.stack.VectorFaults;
import io.palimpsest.reembed.search.SampleTenants;
import io.palimpsest.reembed.search.load.OpenLoop.Latencies;
import io.palimpsest.tenancy.CreatorId;
import io.palimpsest.vectorstore.NamespaceVectors;
import io.palimpsest.vectorstore.VectorQuery;
import io.palimpsest.vectorstore.pinecone.PineconeSettings;
import io.palimpsest.vectorstore.pinecone.PineconeVectorStore;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What the service adds to a direct query, at 100 queries a second over 50 connections, and what 27
 * twins cost with 20 ms of the store's time each. Both kinds of call alternate in rounds, so that a
 * busy machine troubles both. Needs the service and the vector server packaged.
 */
public final class SearchLoad {
  private static final int TWINS = 27;
  private static final int ROUNDS = 4;
  private static final int CALLS = 500;
  private static final int TOP_K = 10;

  private final RunningStack stack;
  private final PineconeVectorStore store;
  private final NamespaceVectors namespace;
  private final HttpClient http = HttpClient.newHttpClient();
  private final ObjectMapper json = new ObjectMapper();
  private final String token;

  private SearchLoad(RunningStack stack) throws IOException {
    this.stack = stack;
    this.store =
        PineconeVectorStore.open(
            PineconeSettings.of(stack.vectorsHost(), stack.secrets().vectorsAdminKey()));
    this.namespace = store.maintenance("load", "direct").namespace(LoadGround.namespace("t0"));
    this.token =
        new Tokens(TokenKeys.privateKey(Files.readString(stack.secrets().privateKeyFile())))
            .mint(
                SampleTenants.readerOf(new CreatorId(LoadGround.CREATOR)),
                Instant.now().minusSeconds(5),
                Duration.ofHours(1));
  }

  /** Prints figures; ends the stack with the process. */
  public static void main(String[] args) throws Exception {
    RunningStack stack = SharedStack.with(Part.BROKER, Part.REGISTRY, Part.DOCUMENTS, Part.VECTORS);
    LoadGround.createTopics(stack);
    stack.add(Part.REEMBED);
    SearchLoad load = new SearchLoad(stack);
    LoadGround.fill(stack, load.store, TWINS, 200);
    load.overhead();
    load.fanOut();
    System.exit(0);
  }

  private void overhead() {
    OpenLoop loop = new OpenLoop(100, 50);
    loop.run(CALLS, this::direct);
    loop.run(CALLS, this::search);
    for (int round = 1; round <= ROUNDS; round++) {
      Latencies direct = loop.run(CALLS, this::direct);
      Latencies search = loop.run(CALLS, this::search);
      print("round %d load %.1f".formatted(round, machineLoad()));
      print("  direct  " + direct);
      print("  service " + search);
      print(
          "  added   p50=%.2f ms p95=%.2f ms"
              .formatted(
                  search.milliseconds(0.5) - direct.milliseconds(0.5),
                  search.milliseconds(0.95) - direct.milliseconds(0.95)));
    }
  }

  private void fanOut() {
    OpenLoop loop = new OpenLoop(5, 10);
    try (VectorFaults faults = new VectorFaults(stack)) {
      String fault =
          faults.inject("{\"fault\":\"delay\",\"operations\":[\"query\"],\"millis\":20}");
      loop.run(20, this::searchAll);
      for (int round = 1; round <= ROUNDS; round++) {
        Latencies one = loop.run(50, this::search);
        Latencies all = loop.run(50, this::searchAll);
        print("round %d load %.1f, 20 ms injected".formatted(round, machineLoad()));
        print("  1 twin   " + one);
        print("  27 twins " + all);
        print("  ratio of p95 %.2f".formatted(all.milliseconds(0.95) / one.milliseconds(0.95)));
      }
      print("delays fired: " + faults.fired(fault));
    }
  }

  private void direct() {
    namespace.query(
        new VectorQuery(LoadGround.values(7), TOP_K, Optional.empty()),
        Deadline.after(Ticker.system(), Duration.ofSeconds(10)));
  }

  private void search() {
    post("/delphi/search", Map.of("twin_id", "t0", "vector", vector(), "top_k", TOP_K));
  }

  private void searchAll() {
    post("/delphi/search-cross-twin", Map.of("vector", vector(), "top_k", TOP_K));
  }

  private static float[] vector() {
    return LoadGround.values(7).toArray();
  }

  private void post(String path, Map<String, Object> body) {
    try {
      HttpResponse<String> answer =
          http.send(
              HttpRequest.newBuilder(URI.create(stack.serviceUrl(Part.REEMBED) + path))
                  .header("Authorization", "Bearer " + token)
                  .header("Content-Type", "application/json")
                  .POST(HttpRequest.BodyPublishers.ofByteArray(json.writeValueAsBytes(body)))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200 || answer.body().contains("\"partial\":true")) {
        throw new IllegalStateException(answer.statusCode() + " " + answer.body());
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static double machineLoad() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }

  private static void print(String line) {
    System.out.println(line);
  }
}
