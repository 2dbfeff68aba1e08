package io.palimpsest.local.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.palimpsest.cli.Palimpsest;
import io.palimpsest.cli.frame.ExitCode;
import io.palimpsest.client.PalimpsestClient;
import io.palimpsest.client.Source;
import io.palimpsest.local.launcher.WholeStack;
import io.palimpsest.local.stack.Checkout;
import io.palimpsest.local.stack.LocalStack;
import io.palimpsest.local.stack.Part;
import io.palimpsest.local.stack.RunningStack;
import io.palimpsest.local.stack.VectorIndexes;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The lines of the pages about migrations, typed one after the other on a whole stack. */
@EnabledIfSystemProperty(named = "palimpsest.full", matches = "true")
class WalkthroughsIT {
  private static final String CHECKOUT = "palimpsest.checkout";
  private static final int DIMENSION = 384;
  private static final int TWINS = 3;
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final int VECTORS = 12;

  @TempDir static Path folder;
  private static String checkout;
  private static RunningStack stack;
  private static DemoApi api;
  private static String oldHost;
  private final Random random = new Random(20261129);
  private final Map<String, List<Float>> questions = new HashMap<>();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private String hash = "";

  @BeforeAll
  static void start() throws Exception {
    checkout = Checkout.find().root().toString();
    Path state = folder.resolve(".palimpsest/stack");
    LocalStack described = WholeStack.in(state);
    described.whenStoresAreReady(
        stores -> {
          WholeStack.createTopics(stores);
          oldHost = new VectorIndexes(stores).create(DIMENSION);
          described
              .environment(Part.REEMBED, "LEGACY_PINECONE_HOST", oldHost)
              .environment(
                  Part.REEMBED, "LEGACY_PINECONE_API_KEY", stores.secrets().vectorsAdminKey())
              .environment(Part.REEMBED, "PALIMPSEST_LEGACY_KEPT", "0s");
        });
    stack = described.start();
    api = new DemoApi(stack);
    Files.writeString(
        state.resolve("addresses.properties"), "gateway=" + stack.gatewayUrl() + "\n");
    Files.writeString(folder.resolve("compliance.token"), api.complianceToken());
    // From here on the command line finds this stack as it finds that of a checkout.
    System.setProperty(CHECKOUT, folder.toString());
  }

  @AfterAll
  static void stop() {
    System.setProperty(CHECKOUT, checkout);
    if (stack != null) {
      stack.close();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Gradual", "Big bang", "Parallel index"})
  void eachWayOfTwinsIsWalkedWhileTheirReadersSeeNothing(String way) throws Exception {
    List<String> namespaces = oldTwins(way.toLowerCase(Locale.ROOT).substring(0, 3));
    try (Reader reader = new Reader()) {
      List<String> lines = lines("migration.md", "### " + way);
      int copies =
          lines.stream().filter(line -> line.startsWith("namespaces copy")).toList().size();
      for (String line : lines) {
        typed(line, namespaces);
        copies -= line.startsWith("namespaces copy") ? 1 : 0;
        if (copies == 0) {
          reader.begin();
        }
      }
      reader.awaitMore();
      assertThat(reader.errors).as("errors").hasValue(0);
      assertThat(reader.empty).as("empty answers").hasValue(0);
    }
    if (lines("migration.md", "### " + way).getLast().contains("contract")) {
      assertThat(err.toString()).contains("Deleted old namespace: " + namespaces.getFirst());
      return;
    }
    assertThat(live()).isEqualTo(TWINS);
    assertThat(Files.readString(folder.resolve("migration.yaml"))).contains("all_creator_based");
    if (lines("migration.md", "### " + way).contains("namespaces drill --yes")) {
      JsonNode tests = api.get("/namespaces").path("drill").path("tests");
      assertThat(tests.size()).isEqualTo(4);
      assertThat(tests).allMatch(one -> List.of("PASS", "SLOW").contains(one.asText()));
    }
    takenBack(namespaces);
  }

  @Test
  void twinsAreMovedAsTheyAreTouchedWhileTheirReadersSeeNothing() throws Exception {
    List<String> namespaces = oldTwins("tou");
    List<String> lines = lines("migration.md", "### As they are touched");
    for (String line : lines.subList(0, lines.size() - 1)) {
      typed(line, namespaces);
    }
    try (Reader reader = new Reader();
        PalimpsestClient creator = api.creator("walker.tou")) {
      await("the old side answers")
          .atMost(PATIENCE)
          .until(() -> questions.keySet().stream().allMatch(this::isAnswered));
      reader.begin();
      assertThat(live()).isZero();
      for (int twin = 0; twin < TWINS; twin++) {
        Source news = new Source("news", "text/plain", "en", Map.of(), "News of twin " + twin);
        creator.submitSource("walker.tou", "t" + twin, "news", news).join();
        int moved = twin + 1;
        await("twin " + twin + " is moved").atMost(PATIENCE).until(() -> live() == moved);
      }
      reader.awaitMore();
      assertThat(reader.errors).as("errors").hasValue(0);
      assertThat(reader.empty).as("empty answers").hasValue(0);
    }
    typed(lines.getLast(), namespaces);
    takenBack(namespaces);
  }

  private int live() {
    return api.get("/namespaces").path("totals").path("live").asInt();
  }

  /** Another plan may follow, which knows nothing of these. */
  private void takenBack(List<String> namespaces) throws Exception {
    typed("namespaces rollback --remove --yes", namespaces);
    for (String namespace : namespaces) {
      old("delete", Map.of("namespace", namespace, "deleteAll", true));
    }
  }

  @Test
  void theRunbookOfAPortfolioIsWalkedFromTheDayBeforeToTheDayAfter() throws Exception {
    LegacySample.write(Path.of(stack.environment(Part.INGEST).get("PALIMPSEST_BACKUP_ROOT")));
    typed("restore legacy-sample --index legacy --yes", List.of());
    List<String> all = new ArrayList<>();
    for (String part : List.of("## T-1 day", "## T-0", "## T+0", "## T+1 h")) {
      all.addAll(lines("migration-runbook.md", part));
    }
    assertThat(all).hasSizeGreaterThan(8);
    for (String line : all) {
      // What a machine lacks is no matter here.
      if (!line.equals("doctor")) {
        typed(line, List.of());
      }
    }
    JsonNode status = api.get("/migrations/portfolio");
    assertThat(status.path("route").path("namespace").asText()).isEqualTo("portfolio_default-org");
    assertThat(status.path("marked_items").asInt()).isEqualTo(LegacySample.ITEMS);
    assertThat(typedAs("migrate portfolio --contract")).isEqualTo(ExitCode.FAILED.code());
    assertThat(err.toString()).contains("not now: contract.too_early");
    typed("migrate portfolio --rollback all --yes", List.of());
    assertThat(api.get("/migrations/portfolio").path("route").path("namespace").asText())
        .isEqualTo("proposals");
  }

  /** Lines of the first block behind a heading, without the program's name. */
  private static List<String> lines(String page, String heading) throws IOException {
    String text = Files.readString(Path.of(checkout, "docs", page));
    Matcher block =
        Pattern.compile("(?s)\n" + Pattern.quote(heading) + "[^\n]*\n.*?```\n(.*?)```")
            .matcher(text);
    assertThat(block.find()).as(heading).isTrue();
    return block
        .group(1)
        .lines()
        .map(line -> line.replaceFirst("^palimpsest ", "").strip())
        .filter(line -> !line.isEmpty())
        .toList();
  }

  private void typed(String line, List<String> namespaces) throws Exception {
    String complete = line;
    if (line.contains("contract")) {
      complete =
          line.replace("NAMESPACE", String.join(" --namespace ", namespaces))
              .replace("--plan HASH", "--plan " + hash);
    } else if (!namespaces.isEmpty()) {
      complete = line.replace("NAMESPACE", namespaces.getFirst());
    }
    complete =
        complete
            .replace("MODEL", model())
            .replace("./stop-old-application", "true")
            .replaceAll(
                "(mapping.json|migration.yaml|message.txt|compliance.token)", folder + "/$1");
    assertThat(typedAs(complete)).as("%s\n%s\n%s", complete, out, err).isZero();
    Optional<String> planned =
        Pattern.compile("plan ([0-9a-f]{16,}):")
            .matcher(err.toString())
            .results()
            .map(found -> found.group(1))
            .reduce((one, other) -> other);
    hash = planned.orElse(hash);
  }

  private int typedAs(String line) {
    var command = Palimpsest.with(List.of(), List.of(), exception -> Optional.empty());
    command.setOut(new PrintWriter(out, true));
    command.setErr(new PrintWriter(err, true));
    return command.execute(line.split(" "));
  }

  private static String model() {
    return "all-MiniLM-L6-v2-q";
  }

  /** Twins with an old namespace each, and the mapping that says so; names of the namespaces. */
  private List<String> oldTwins(String name) throws Exception {
    String creator = "walker." + name;
    api.register("/creators/" + creator, Map.of("display_name", creator));
    List<String> namespaces = new ArrayList<>();
    List<Map<String, String>> mapping = new ArrayList<>();
    for (int twin = 0; twin < TWINS; twin++) {
      api.register("/creators/" + creator + "/twins/t" + twin, Map.of("display_name", "t" + twin));
      String namespace = UUID.nameUUIDFromBytes((name + twin).getBytes()).toString();
      namespaces.add(namespace);
      mapping.add(Map.of("namespace", namespace, "creator_id", creator, "twin_id", "t" + twin));
      questions.put(creator + "/t" + twin, fill(namespace));
    }
    Files.writeString(folder.resolve("mapping.json"), DemoApi.json(mapping));
    return namespaces;
  }

  private List<Float> fill(String namespace) throws Exception {
    List<Map<String, Object>> vectors = new ArrayList<>();
    List<Float> question = List.of();
    for (int at = 0; at < VECTORS; at++) {
      List<Float> values = new ArrayList<>();
      for (int i = 0; i < DIMENSION; i++) {
        values.add((float) random.nextGaussian());
      }
      question = values;
      vectors.add(
          Map.of("id", "v" + at, "values", values, "metadata", Map.of("text", "remark " + at)));
    }
    old("upsert", Map.of("namespace", namespace, "vectors", vectors));
    return question;
  }

  private static void old(String call, Map<String, ?> body) throws Exception {
    HttpResponse<String> done =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create("http://" + oldHost + "/vectors/" + call))
                    .header("Api-Key", stack.secrets().vectorsAdminKey())
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(DemoApi.json(body)))
                    .build(),
                BodyHandlers.ofString());
    assertThat(done.statusCode()).as(done.body()).isEqualTo(200);
  }

  private boolean isAnswered(String twin) {
    return !matches(twin).isEmpty();
  }

  private JsonNode matches(String twin) {
    String creator = twin.substring(0, twin.indexOf('/'));
    Map<String, Object> body = new HashMap<>();
    body.put("twin_id", twin.substring(twin.indexOf('/') + 1));
    body.put("vector", questions.get(twin));
    body.put("top_k", 3);
    return api.post(api.creatorToken(creator), "/delphi/search", body).path("matches");
  }

  /** Asks for each twin without pause, from when it begins. */
  private final class Reader implements AutoCloseable {
    final AtomicInteger errors = new AtomicInteger();
    final AtomicInteger empty = new AtomicInteger();
    private final AtomicInteger asked = new AtomicInteger();
    private volatile boolean stopping;
    private Thread thread = new Thread();

    void begin() {
      if (!thread.isAlive()) {
        thread = Thread.ofPlatform().daemon().name("reader").start(this::ask);
      }
    }

    void awaitMore() throws InterruptedException {
      int before = asked.get();
      long until = System.nanoTime() + 30_000_000_000L;
      while (asked.get() < before + TWINS && System.nanoTime() < until) {
        Thread.sleep(20);
      }
      assertThat(asked.get()).as("questions").isGreaterThan(before);
    }

    private void ask() {
      while (!stopping) {
        questions.forEach(
            (twin, vector) -> {
              try {
                empty.addAndGet(isAnswered(twin) ? 0 : 1);
              } catch (RuntimeException refused) {
                errors.incrementAndGet();
              }
              asked.incrementAndGet();
            });
      }
    }

    @Override
    public void close() throws InterruptedException {
      stopping = true;
      thread.join();
    }
  }
}
