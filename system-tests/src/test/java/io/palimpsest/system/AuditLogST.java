package io.palimpsest.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.palimpsest.audit.AuditSource;
import io.palimpsest.audit.Statement;
import io.palimpsest.audit.log.AddCheckpoint;
import io.palimpsest.audit.log.Checkpoint;
import io.palimpsest.audit.note.Note;
import io.palimpsest.audit.tree.Frontier;
import io.palimpsest.audit.tree.Hash;
import io.palimpsest.audit.verify.Report;
import io.palimpsest.local.stack.PartProcess;
import io.palimpsest.topic.Topic;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The log as processes: two instances of the service, two witnesses of others, where possible a
 * disk of its own. Whatever is killed or full, there is one history, dense, and nothing of it is
 * lost.
 */
class AuditLogST {
  private static final Duration LONG = Duration.ofSeconds(180);
  private static final int SOURCES = 20;
  private static final int KILLS = Boolean.getBoolean("palimpsest.full") ? 40 : 6;
  private static final int MEBIBYTE = 1 << 20;

  @TempDir static Path folder;

  private static boolean mounted;
  private static LogStack log;

  @BeforeAll
  static void start() throws Exception {
    Path disk = Files.createDirectories(folder.resolve("disk"));
    mounted = run("mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", disk.toString());
    log = new LogStack(folder, disk.resolve("log"));
  }

  @AfterAll
  static void stop() throws Exception {
    log.close();
    if (mounted) {
      run("umount", "-l", folder.resolve("disk").toString());
    }
  }

  @Test
  void twoWitnessesCosignAndOneThatWasAwayCatchesUp() throws Exception {
    StatingSources sources = new StatingSources(log.publisher(), SOURCES);
    sources.stateMore();
    Checkpoint before = awaitWitnessed(1);

    WitnessProcess second = log.witnesses().get(1);
    second.kill();
    try {
      long cosignable = log.values(Topic.AUDIT).size();
      sources.stateMore();
      await()
          .atMost(LONG)
          .until(
              () -> checkpoint(log.values(Topic.AUDIT_CHECKPOINTS).getLast()).size() > cosignable);
      await("one of two is no quorum").atMost(LONG).until(() -> log.witnessed().isEmpty());
    } finally {
      second.start();
    }

    Checkpoint after = awaitWitnessed(before.size() + 1);
    assertThat(after.size()).isGreaterThan(before.size());
    assertThat(log.verified().verdict()).isEqualTo(Report.Verdict.VERIFIED);
  }

  @Test
  void anotherHistoryUnderTheLogsOwnKeyIsRefusedByEachWitness() throws Exception {
    StatingSources sources = new StatingSources(log.publisher(), SOURCES);
    sources.stateMore();
    await().atMost(LONG).until(() -> allIn(sources));
    Checkpoint seen = awaitWitnessed(log.values(Topic.AUDIT).size());
    Note sameSize = signed(Checkpoint.of(seen.origin(), seen.size(), Hash.leaf(new byte[] {1})));
    Note larger = signed(Checkpoint.of(seen.origin(), seen.size() + 1, Hash.leaf(new byte[] {2})));

    for (WitnessProcess witness : log.witnesses()) {
      assertThat(ask(witness, seen.size(), sameSize))
          .as("another root of this size")
          .isEqualTo(422);
      assertThat(ask(witness, seen.size(), larger)).as("no proof leads there").isEqualTo(422);
      assertThat(witness.said())
          .contains("two checkpoints of one size", "no later state of what was cosigned");
    }
    new StatingSources(log.publisher(), 1).stateMore();
    assertThat(awaitWitnessed(seen.size() + 1).size())
        .as("positive control: the true history goes on")
        .isGreaterThan(seen.size());
  }

  @Test
  void whateverIsKilledThereIsOneHistoryAndNothingIsLost() throws Exception {
    StatingSources sources = new StatingSources(log.publisher(), SOURCES);
    for (int kill = 0; kill < KILLS; kill++) {
      for (int more = 0; more < 5; more++) {
        sources.stateMore();
        TimeUnit.MILLISECONDS.sleep(ThreadLocalRandom.current().nextInt(200));
      }
      List<PartProcess> victims = victims(kill);
      for (PartProcess victim : victims) {
        victim.kill();
        assertThat(victim.isAlive()).as("the fault fired").isFalse();
      }
      sources.stateMore();
      for (PartProcess victim : victims) {
        victim.start();
      }
    }
    sources.repeatAll();

    await().atMost(LONG).pollInterval(Duration.ofSeconds(2)).until(() -> allIn(sources));
    long entries = log.values(Topic.AUDIT).size();
    assertThat(awaitWitnessed(entries).size()).isGreaterThanOrEqualTo(entries);
    assertOneHistory();
    System.out.printf(
        "%d kills, %d statements, %d entries, %d checkpoints%n",
        KILLS, sources.count(), entries, log.values(Topic.AUDIT_CHECKPOINTS).size());
  }

  @Test
  void aDiskThatIsFullWhileTilesAreWrittenLeavesWhatIsPublishedAndGoesOn() throws Exception {
    assumeThat(mounted).as("a disk of its own, which root alone can mount").isTrue();
    StatingSources sources = new StatingSources(log.publisher(), SOURCES);
    sources.stateMore();
    Checkpoint before = awaitWitnessed(1);
    Path filler = folder.resolve("disk/filler");
    fill(filler);
    try {
      for (int more = 0; more < 10; more++) {
        sources.stateMore();
      }
      await().atMost(LONG).pollInterval(Duration.ofSeconds(2)).until(() -> allIn(sources));
      await().atMost(LONG).until(AuditLogST::isTheFullDiskSeen);
      assertThat(log.witnessed().orElseThrow().size())
          .as("nothing is published that is not there")
          .isLessThan(log.values(Topic.AUDIT).size());
      assertThat(log.verified().verdict()).isEqualTo(Report.Verdict.VERIFIED);
    } finally {
      Files.deleteIfExists(filler);
    }
    long entries = log.values(Topic.AUDIT).size();
    assertThat(awaitWitnessed(entries).size()).isGreaterThan(before.size());
    assertOneHistory();
    for (PartProcess instance : log.instances()) {
      String metrics = text(instance, "/q/metrics");
      assertThat(LogStack.metric(metrics, "palimpsest_audit_log_refused")).isZero();
      assertThat(text(instance, "/q/health/ready")).contains("\"status\": \"UP\"");
    }
  }

  /** Both instances at once, every third time; the broker every third; else one of the two. */
  private static List<PartProcess> victims(int kill) {
    return switch (kill % 3) {
      case 0 -> List.of(log.instances().get((kill / 3) % 2));
      case 1 -> log.instances();
      default -> List.of(log.broker());
    };
  }

  private static boolean isTheFullDiskSeen() throws IOException {
    for (PartProcess instance : log.instances()) {
      if (Files.readString(instance.log()).contains("No space left")) {
        return true;
      }
    }
    return false;
  }

  /** Each statement stands in the log once. */
  private static boolean allIn(StatingSources sources) {
    Map<AuditSource, List<Long>> numbers = new HashMap<>();
    for (byte[] entry : log.values(Topic.AUDIT)) {
      Statement said = Statement.parse(entry);
      numbers.computeIfAbsent(said.source(), none -> new ArrayList<>()).add(said.seq());
    }
    return sources.stated().entrySet().stream()
        .allMatch(
            one ->
                one.getValue().stream()
                    .map(Statement::seq)
                    .toList()
                    .equals(numbers.getOrDefault(one.getKey(), List.of())));
  }

  /** Every checkpoint that was ever announced is one of this history. */
  private static void assertOneHistory() throws Exception {
    Map<Long, Hash> roots = new HashMap<>();
    Frontier tree = new Frontier();
    roots.put(0L, tree.root());
    for (byte[] entry : log.values(Topic.AUDIT)) {
      tree.append(Hash.leaf(entry));
      roots.put(tree.size(), tree.root());
    }
    for (byte[] note : log.values(Topic.AUDIT_CHECKPOINTS)) {
      Checkpoint checkpoint = checkpoint(note);
      assertThat(checkpoint.root())
          .as("checkpoint of size %d", checkpoint.size())
          .isEqualTo(roots.get(checkpoint.size()));
    }
    Report report = log.verified();
    assertThat(report.findings()).isEmpty();
    assertThat(report.verdict()).isEqualTo(Report.Verdict.VERIFIED);
  }

  private static Checkpoint checkpoint(byte[] note) throws Exception {
    return Checkpoint.parse(Note.parse(note).text());
  }

  private static Checkpoint awaitWitnessed(long size) {
    return await()
        .atMost(LONG)
        .until(() -> log.witnessed().filter(one -> one.size() >= size), found -> found.isPresent())
        .orElseThrow();
  }

  private static Note signed(Checkpoint checkpoint) throws Exception {
    String text = checkpoint.text();
    return new Note(text, List.of(log.signer().sign(text)));
  }

  private static int ask(WitnessProcess witness, long old, Note note) throws Exception {
    byte[] body = new AddCheckpoint(old, List.of(), note).bytes();
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(witness.address().resolve("/add-checkpoint"))
                .POST(BodyPublishers.ofByteArray(body))
                .build(),
            BodyHandlers.discarding())
        .statusCode();
  }

  private static String text(PartProcess instance, String path) throws Exception {
    return new String(log.get(instance, path).body(), StandardCharsets.UTF_8);
  }

  private static void fill(Path filler) throws IOException {
    try (OutputStream out = Files.newOutputStream(filler)) {
      byte[] block = new byte[MEBIBYTE];
      for (int more = 0; more < 1_000; more++) {
        out.write(block);
      }
      throw new AssertionError("the disk does not get full");
    } catch (IOException full) {
      assertThat(full).hasMessageContaining("space");
    }
  }

  private static boolean run(String... command) throws Exception {
    try {
      return new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
    } catch (IOException noSuchTool) {
      return false;
    }
  }
}
