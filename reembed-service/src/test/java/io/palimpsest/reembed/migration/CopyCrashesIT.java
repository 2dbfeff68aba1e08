package io.palimpsest.reembed.migration;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.palimpsest.jobs.Job;
import io.palimpsest.jobs.State;
import io.palimpsest.local.stack.VectorFaults;
import io.palimpsest.reembed.migration.CopyPlan.Move;
import io.palimpsest.reembed.repair.Findings;
import io.palimpsest.vectorstore.Metadata;
import io.palimpsest.vectorstore.NamespaceVectors;
import io.palimpsest.vectorstore.StoredVector;
import io.palimpsest.vectorstore.VectorRecord;
import io.palimpsest.vectorstore.VectorValues;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A copy that is killed, refused and lied to ends as one that never was. */
class CopyCrashesIT {
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final int TWINS = 3;
  private static final int VECTORS = 350;
  private static final int KILLS = Boolean.getBoolean("palimpsest.full") ? 25 : 3;
  private CopyGround ground;
  private CopyParts parts;
  private List<Move> all;

  @BeforeEach
  void start() throws Exception {
    ground = new CopyGround(TWINS, VECTORS);
    parts = ground.parts;
    all = ground.all;
  }

  @AfterEach
  void stop() {
    parts.close();
  }

  @Test
  void aCopyThatIsKilledAgainAndAgainEndsAsOneThatNeverWas() throws Exception {
    Job job = parts.jobs.ask(parts.copying, Map.of("plan", "p"), 150).orElseThrow();
    int killed = 0;
    for (int kill = 0; kill < KILLS; kill++) {
      long before = copied();
      Process process = process();
      await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(20))
          .until(() -> copied() > before || find(job).state() == State.DONE);
      pause(ground.random.nextInt(600));
      if (find(job).state() == State.RUNNING) {
        killed++;
      }
      process.destroyForcibly();
      assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(killed).as("killed while it copied").isGreaterThanOrEqualTo(Math.min(KILLS, 3));
    parts.jobs.throttle(job.id(), 0);
    parts.run();
    done(job);
    assertAsNeverKilled();
    assertThat(find(job).progress().done()).isEqualTo((long) TWINS * VECTORS);
  }

  @Test
  void aStoreThatTakesNoMoreIsWaitedForAndOneThatFailsIsNeverTheEndOfAList() throws Exception {
    try (VectorFaults faults = new VectorFaults(ground.stack)) {
      String refused =
          faults.inject(
              """
              {"fault":"fail","operations":["upsert"],"status":429,"every":3,"times":5}\
              """);
      String listing =
          faults.inject(
              """
              {"fault":"fail","operations":["list"],"status":503,"every":4,"times":3}\
              """);
      parts.run();
      Job job = parts.jobs.ask(parts.copying, Map.of("plan", "p"), 0).orElseThrow();
      done(job);
      assertThat(faults.fired(refused)).as("429 fired").isPositive();
      assertThat(faults.fired(listing)).as("failed listings fired").isPositive();
    }
    assertAsNeverKilled();
  }

  @Test
  void whatDiffersIsFoundOneByOne() throws Exception {
    parts.run();
    done(parts.jobs.ask(parts.copying, Map.of("plan", "p"), 0).orElseThrow());
    NamespaceVectors copy = parts.home.namespace(all.getFirst());
    StoredVector some = fetch(copy, "v001");
    StoredVector other = fetch(copy, "v002");
    ground.working(
        work -> {
          copy.deleteIds(List.of("v000"), work);
          float[] values = some.values().toArray();
          values[7] = Math.nextUp(values[7]);
          copy.upsert(
              List.of(
                  new VectorRecord("v001", VectorValues.of(values), some.metadata()),
                  new VectorRecord(
                      "v002",
                      other.values(),
                      Metadata.builder().putAll(other.metadata()).put("page", "x").build()),
                  new VectorRecord("w", some.values(), some.metadata())),
              work);
        });
    done(parts.jobs.ask(parts.verifying, Map.of("plan", "p"), 0).orElseThrow());
    MoveState.Verified verified =
        parts.moves.find(all.getFirst().namespace()).orElseThrow().verified().orElseThrow();
    assertThat(verified.missing()).isEqualTo(1);
    assertThat(verified.different()).isEqualTo(2);
    assertThat(verified.extra()).isEqualTo(1);
    assertThat(verified.before()).isNotEqualTo(verified.after());
    assertThat(verified.passed()).isFalse();
    assertThat(
            Gates.cutover(
                List.of(parts.moves.find(all.getFirst().namespace()).orElseThrow()), List.of()))
        .hasValue("verify.differences");
  }

  @Test
  void aDifferenceIsAsOldAsTheFirstVerificationOfThoseThatFoundItWithoutABreak() throws Exception {
    parts.run();
    done(parts.jobs.ask(parts.copying, Map.of("plan", "p"), 0).orElseThrow());
    NamespaceVectors copy = parts.home.namespace(all.getFirst());
    StoredVector again = fetch(copy, "v001");
    ground.working(work -> copy.deleteIds(List.of("v000", "v001"), work));
    Map<String, Instant> first = differences();
    ground.working(
        work -> {
          copy.upsert(List.of(new VectorRecord("v001", again.values(), again.metadata())), work);
          copy.deleteIds(List.of("v002"), work);
        });
    Map<String, Instant> second = differences();
    ground.working(work -> copy.deleteIds(List.of("v001"), work));
    Map<String, Instant> third = differences();

    assertThat(first).containsOnlyKeys("v000", "v001");
    assertThat(second).containsOnlyKeys("v000", "v002");
    assertThat(third).containsOnlyKeys("v000", "v001", "v002");
    assertThat(third.get("v000")).isEqualTo(second.get("v000")).isEqualTo(first.get("v000"));
    assertThat(second.get("v002")).isAfter(first.get("v000"));
    assertThat(third.get("v002")).isEqualTo(second.get("v002"));
    assertThat(third.get("v001")).as("it was gone meanwhile").isAfter(second.get("v002"));
  }

  /** Verifies; since when each difference of the first namespace is known. */
  private Map<String, Instant> differences() {
    Job job = parts.jobs.ask(parts.verifying, Map.of("plan", "p"), 0).orElseThrow();
    done(job);
    return parts.findings.page(job.id(), Optional.empty(), 100).stream()
        .filter(one -> one.finding().namespace().equals(all.getFirst().target()))
        .collect(toMap(one -> one.finding().vector(), Findings.Found::since));
  }

  /** The root of what was copied, taken from the old side by nobody who copies. */
  private void assertAsNeverKilled() {
    for (Move move : all) {
      Map<String, StoredVector> old =
          CopyGround.all(parts.legacy.namespace(move.namespace(), "test"));
      NamespaceRoot expected = new NamespaceRoot();
      old.forEach((id, vector) -> expected.append(id, NamespaceRoot.leaf(vector)));
      MoveState state = parts.moves.find(move.namespace()).orElseThrow();
      assertThat(state.copied().vectors()).isEqualTo(VECTORS);
      assertThat(state.copied().root().value()).isEqualTo(expected.value());
      Map<String, StoredVector> copies = CopyGround.all(parts.home.namespace(move));
      NamespaceRoot actual = new NamespaceRoot();
      copies.forEach(
          (id, vector) ->
              actual.append(
                  id, NamespaceRoot.leaf(vector, LegacyMetadata.original(vector.metadata()))));
      assertThat(actual.value()).isEqualTo(expected.value());
      assertThat(parts.home.adopted().known(parts.home.place(move), copies.keySet()))
          .isEqualTo(copies.keySet());
    }
  }

  private Process process() throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                CopyParts.Main.class.getName()));
    command.addAll(ground.where.line());
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static void pause(int millis) {
    await().pollDelay(Duration.ofMillis(millis)).atMost(Duration.ofSeconds(10)).until(() -> true);
  }

  private static StoredVector fetch(NamespaceVectors namespace, String id) {
    return namespace.fetch(List.of(id), LegacyIndex.call()).get(id);
  }

  private long copied() {
    return parts.moves.of("p").stream().mapToLong(state -> state.copied().looked()).sum();
  }

  private Job find(Job job) {
    return parts.jobs.find(job.id()).orElseThrow();
  }

  private void done(Job job) {
    await().atMost(PATIENCE).until(() -> find(job).state() == State.DONE);
  }
}
