package io.palimpsest.reembed.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.palimpsest.jobs.Job;
import io.palimpsest.jobs.State;
import io.palimpsest.reembed.migration.Adopting.Verdict;
import io.palimpsest.reembed.migration.CopyPlan.Move;
import io.palimpsest.vectorstore.StoredVector;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A rehearsal copies all there is into scratch namespaces, and nothing is left of it. */
class RehearsalIT {
  private static final int TWINS = 2;
  private static final int VECTORS = 250;
  private static final int SLOW = 100;
  private CopyGround ground;
  private CopyParts parts;
  private Map<String, StoredVector> old;

  @BeforeEach
  void start() throws Exception {
    ground = new CopyGround(TWINS, VECTORS);
    parts = ground.parts;
    old = ground.old(0);
    for (Move move : ground.all) {
      ground.working(
          work ->
              parts.rehearsing.begin(
                  MoveState.begun(move, "r", CopyParts.MODEL, "ada", Instant.EPOCH), work));
    }
    parts.run();
  }

  @AfterEach
  void stop() {
    parts.close();
  }

  @Test
  void everythingIsCopiedComparedAndRemovedAndReadersKnowNothingOfIt() {
    Job job = rehearse(0);
    await().atMost(Duration.ofSeconds(90)).until(() -> find(job).state() == State.DONE);

    assertThat(find(job).progress().count("copied")).isEqualTo((long) TWINS * VECTORS);
    assertThat(find(job).progress().count("namespaces")).isEqualTo(TWINS);
    assertThat(find(job).progress().count("different")).isZero();
    assertThat(find(job).progress().done()).isEqualTo((long) TWINS * VECTORS);
    assertNothingLeft();
    assertThat(ground.old(0)).isEqualTo(old);
    assertThat(CopyGround.all(parts.home.namespace(ground.all.get(0)))).isEmpty();
    assertThat(parts.moves.of("p"))
        .hasSize(TWINS)
        .allMatch(one -> one.copied().equals(MoveState.Copied.NOTHING));
    assertThat(parts.home.adopted().count(ground.all.get(0).uids())).isZero();
  }

  @Test
  void whatIsNotAsItWasReadIsCounted() throws Exception {
    Job job = rehearse(SLOW);
    Move move = awaitVectors();
    ground.working(work -> parts.scratch.namespace(move).deleteIds(List.of("v000"), work));
    parts.jobs.throttle(job.id(), 0);
    await().atMost(Duration.ofSeconds(90)).until(() -> find(job).state() == State.DONE);

    assertThat(find(job).progress().count("different")).isEqualTo(1);
    assertNothingLeft();
  }

  @Test
  void whatAStoppedRehearsalLeftIsRemoved() throws Exception {
    Job job = rehearse(SLOW);
    awaitVectors();
    assertThat(names()).as("positive control").hasSize(1);
    parts.jobs.cancel(job.id());
    await().atMost(Duration.ofSeconds(90)).until(() -> find(job).state() == State.CANCELLED);

    parts.scratch.sweep(Instant.EPOCH);
    assertThat(names()).as("it may just have begun").hasSize(1);
    await()
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(
            () -> {
              parts.scratch.sweep(Instant.now());
              assertNothingLeft();
            });
  }

  @Test
  void anErasureTakesWhatIsRehearsedOfItsTwinAndOfNobodyElse() throws Exception {
    Move move = ground.all.get(0);
    Adopting adopting = new Adopting("main", CopyParts.MODEL, Instant.EPOCH, id -> false);
    List<Verdict.Goes> some =
        old.values().stream().limit(7).map(one -> (Verdict.Goes) adopting.of(one, move)).toList();
    ground.working(work -> parts.scratch.write(move, some, work));
    assertThat(parts.scratch.count(List.of(move.twinUid()))).isEqualTo(8);

    long[] deleted = {0};
    ground.working(work -> deleted[0] = parts.scratch.delete(List.of(move.twinUid()), work));

    assertThat(deleted[0]).isEqualTo(8);
    assertThat(parts.scratch.count(List.of(move.twinUid()))).isZero();
    assertThat(names()).isEmpty();
    assertThat(parts.rehearsals.all())
        .extracting(MoveState::move)
        .containsExactly(ground.all.get(1));
  }

  private Job rehearse(long rate) {
    Map<String, String> parameters =
        Map.of("rehearsal", "r", "vectors", "" + TWINS * VECTORS, "plan", "p", "by", "ada");
    return parts.jobs.ask(parts.rehearsing, parameters, rate).orElseThrow();
  }

  /** Until some are copied; the one that is being copied. */
  private Move awaitVectors() {
    await().atMost(Duration.ofSeconds(90)).until(() -> !names().isEmpty());
    return ground.all.stream()
        .filter(one -> !CopyGround.all(parts.scratch.namespace(one)).isEmpty())
        .findFirst()
        .orElseThrow();
  }

  private void assertNothingLeft() {
    assertThat(names()).isEmpty();
    assertThat(parts.rehearsals.all()).isEmpty();
  }

  /** Scratch namespaces that hold something. */
  private Set<String> names() {
    List<String> names = new ArrayList<>();
    parts
        .store
        .maintenance("test", "rehearsal")
        .namespaces(LegacyIndex.call(), page -> page.forEach(one -> names.add(one.name())));
    names.removeIf(name -> !name.startsWith(Scratch.PREFIX));
    return Set.copyOf(names);
  }

  private Job find(Job job) {
    return parts.jobs.find(job.id()).orElseThrow();
  }
}
