package io.palimpsest.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.palimpsest.client.PalimpsestClient;
import io.palimpsest.client.Search;
import io.palimpsest.client.Source;
import io.palimpsest.client.Written;
import io.palimpsest.event.Change;
import io.palimpsest.event.ScopeType;
import io.palimpsest.event.SourceSubmitted;
import io.palimpsest.local.stack.Part;
import io.palimpsest.local.stack.PartProcess;
import io.palimpsest.messaging.TokenHeader;
import io.palimpsest.topic.Topic;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A whole ingest process is stopped inside an erasure task, a request of it to the store under way.
 * Another instance does the work, the erasure is confirmed, the twin is admitted again and filled;
 * then the request lands, the process goes on, and the new twin has lost nothing.
 */
class StalledIngestST {
  private static final boolean FULL = Boolean.getBoolean("palimpsest.full");
  private static final Duration CONFIRMED = Duration.ofMinutes(3);
  private static final int MOST_TRIES = 12;
  private static final String OLD = "The caravan mended its wheels at the third well.";

  /** Above what is kept within its document, and nothing of it has a meaning. */
  private static final String PADDING = "<!-- " + "padding ".repeat(75_000) + "-->";

  private static final String NEW = "The ferry waits for the tide below the old lighthouse.";

  /** Whoever makes the plan says how long an attempt may take: the next need not wait for long. */
  private static final Map<String, String> IMPATIENT =
      Map.of("PALIMPSEST_ERASURE_SAGA_ANSWER_TIME", "6s");

  private static Palimpsest palimpsest;
  private static HeldWrites way;
  private static PartProcess victim;
  private static PartProcess coordinator;
  private static Erasures erasures;

  /** A task, by what it writes to the store. */
  private enum Task {
    CONTENT(Set.of("delete"), "content_chunks"),
    KEYS(Set.of("update", "findAndModify"), "keys"),
    SUBMISSIONS(Set.of("delete"), "submissions"),
    DOCUMENTS(Set.of("delete"), "sources"),
    REGISTRY(Set.of("delete"), "twins");

    private final Set<String> commands;
    private final String collection;

    Task(Set<String> commands, String collection) {
      this.commands = commands;
      this.collection = collection;
    }
  }

  @BeforeAll
  static void start() throws Exception {
    palimpsest = Palimpsest.running();
    way = new HeldWrites("localhost:" + palimpsest.stack().process(Part.DOCUMENTS).port());
    String documents = "mongodb://%s/ingest?retryWrites=false".formatted(way.host());
    victim =
        palimpsest
            .stack()
            .startAnother(Part.INGEST, Map.of("QUARKUS_MONGODB_CONNECTION_STRING", documents));
    coordinator = palimpsest.stack().startAnother(Part.ERASURE, IMPATIENT);
    erasures = new Erasures(palimpsest, coordinator.url());
  }

  @AfterAll
  static void end() throws Exception {
    victim.kill();
    coordinator.end();
    way.close();
  }

  @Test
  void whoIsStoppedInsideATaskTakesNothingFromTheScopeThatCameBackMeanwhile() throws Exception {
    for (Task task : FULL ? List.of(Task.values()) : List.of(Task.REGISTRY, Task.CONTENT)) {
      long began = System.nanoTime();
      stall(task);
      System.out.printf(
          "stopped inside %s: nothing lost (%d s)%n",
          task, Duration.ofNanos(System.nanoTime() - began).toSeconds());
    }
  }

  private static void stall(Task task) throws Exception {
    String creator = Palimpsest.unique("stalled");
    palimpsest.registerCreator(creator, List.of("guide"));
    HeldWrites.Hold hold =
        way.next(command -> HeldWrites.isOn(command, task.commands, task.collection));
    UUID request = untilTheVictimTakesIt(creator, hold);
    victim.stop();
    await("the victim stands still")
        .atMost(Palimpsest.AT_MOST)
        .until(() -> state(victim).startsWith("T"));
    erasures.awaitState(request, "CONFIRMED_LIVE", CONFIRMED);
    assertThat(hold.isLanded()).as("what was under way has not landed").isFalse();

    readmit(creator);
    UUID uid = fill(creator, NEW);
    UUID parked = park(creator);
    assertWhole(creator, uid, parked);

    hold.release();
    await().atMost(Palimpsest.AT_MOST).until(hold::isLanded);
    assertWhole(creator, uid, parked);
    victim.cont();
    awaitWorking(victim);
    assertWhole(creator, uid, parked);
    assertThat(fill(creator, NEW + " It sails at noon.")).as("the same admission").isEqualTo(uid);
  }

  /** Half of the tasks go to the other instance. The creator is the same, the twin is another. */
  private static UUID untilTheVictimTakesIt(String creator, HeldWrites.Hold hold) throws Exception {
    for (int i = 0; i < MOST_TRIES; i++) {
      palimpsest.registerCreator(creator, List.of("coach"));
      fill(creator, OLD);
      park(creator);
      UUID request = erasures.ask(ScopeType.TWIN, List.of(creator, "coach"), compliance());
      await()
          .atMost(CONFIRMED)
          .until(() -> hold.isCaught() || erasures.isIn(request, "CONFIRMED_LIVE"));
      if (hold.isCaught()) {
        return request;
      }
      readmit(creator);
    }
    throw new AssertionError("the victim was never given a task");
  }

  private static String compliance() {
    return palimpsest.complianceToken("asks");
  }

  private static void readmit(String creator) {
    await()
        .atMost(CONFIRMED)
        .untilAsserted(
            () ->
                assertThat(
                        palimpsest
                            .send(
                                "POST",
                                "/registry/readmissions",
                                palimpsest.operatorToken(),
                                Map.of("type", "TWIN", "ids", List.of(creator, "coach")))
                            .status())
                    .isEqualTo(204));
  }

  /** Registers the twin, if need be, and gives it a source that can be found; the twin's uid. */
  private static UUID fill(String creator, String text) throws Exception {
    palimpsest.registerCreator(creator, List.of("coach"));
    try (PalimpsestClient client = palimpsest.creator(creator)) {
      Written note = client.submitSource(creator, "coach", "note", page(text)).join();
      Palimpsest.searchable(client, note);
    }
    return palimpsest.uid("/creators/" + creator + "/twins/coach");
  }

  private static Source page(String text) {
    return new Source("note", "text/html", null, Map.of(), "<p>" + text + "</p>" + PADDING);
  }

  /** A submission without a title is set aside at the door. */
  private static UUID park(String creator) {
    SourceSubmitted refused =
        SourceSubmitted.newBuilder()
            .setEventId(UUID.randomUUID())
            .setOccurredAt(Instant.now())
            .setCreatorId(creator)
            .setTwinId("coach")
            .setSourceId("parked")
            .setChange(Change.UPSERT)
            .setTitle(" ")
            .setMediaType("text/plain")
            .setMetadata(Map.of())
            .setContent(ByteBuffer.wrap(OLD.getBytes(UTF_8)))
            .build();
    palimpsest
        .publisher()
        .publish(
            Topic.INBOX_SOURCES,
            "parked",
            refused,
            TokenHeader.of(palimpsest.creatorToken(creator)))
        .join();
    await().atMost(Palimpsest.AT_MOST).until(() -> isParked(refused.getEventId()));
    return refused.getEventId();
  }

  private static boolean isParked(UUID submission) throws Exception {
    return palimpsest.get("/submissions/" + submission, palimpsest.operatorToken()).status() == 200;
  }

  private static void assertWhole(String creator, UUID twin, UUID parked) throws Exception {
    String path = "/creators/" + creator + "/twins/coach";
    assertThat(palimpsest.uid(path)).isEqualTo(twin);
    Reply content =
        palimpsest.get(path + "/sources/note/content", palimpsest.creatorToken(creator));
    assertThat(content.status()).isEqualTo(200);
    assertThat(isParked(parked)).isTrue();
    assertThat(palimpsest.vectors().ids(Vectors.namespace(creator, "coach"))).isNotEmpty();
    try (PalimpsestClient client = palimpsest.creator(creator)) {
      assertThat(client.searchTwin(Search.inTwin("coach", "ferry and tide")).join().matches())
          .anyMatch(match -> "note".equals(match.sourceId()));
    }
  }

  /** Its loops have all come round: readiness says so. */
  private static void awaitWorking(PartProcess service) {
    await()
        .atMost(Palimpsest.AT_MOST)
        .ignoreExceptions()
        .until(
            () ->
                new Http(service.url(), "Authorization").get("/q/health/ready", "").status()
                    == 200);
  }

  private static String state(PartProcess service) throws Exception {
    Process ps =
        new ProcessBuilder("ps", "-o", "state=", "-p", Long.toString(service.pid())).start();
    return new String(ps.getInputStream().readAllBytes(), UTF_8).strip();
  }
}
