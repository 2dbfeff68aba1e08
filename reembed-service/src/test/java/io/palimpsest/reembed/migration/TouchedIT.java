package io.palimpsest.reembed.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.palimpsest.jobs.Job;
import io.palimpsest.jobs.State;
import io.palimpsest.reembed.change.Entity;
import io.palimpsest.reembed.ledger.LedgerRow;
import io.palimpsest.reembed.ledger.Rendering;
import io.palimpsest.reembed.migration.CopyPlan.Move;
import io.palimpsest.reembed.route.Stage;
import io.palimpsest.tenancy.CreatorId;
import io.palimpsest.tenancy.SourceId;
import io.palimpsest.tenancy.TwinId;
import io.palimpsest.vectorstore.Metadata;
import io.palimpsest.vectorstore.NamespaceVectors;
import io.palimpsest.vectorstore.Ownership;
import io.palimpsest.vectorstore.StoredVector;
import io.palimpsest.vectorstore.VectorRecord;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A twin is moved by its first accepted change: copied, compared, switched; nobody else is. */
class TouchedIT {
  private static final int VECTORS = 12;
  private CopyGround ground;
  private CopyParts parts;

  @BeforeEach
  void start() throws Exception {
    ground = new CopyGround(3, VECTORS);
    parts = ground.parts;
    for (Move move : ground.all) {
      parts.switching.begin(move, "ada");
    }
    parts.plans.touched("p", true);
    parts.run();
  }

  @AfterEach
  void stop() {
    parts.close();
  }

  @Test
  void theFirstAcceptedChangeMovesItsTwinAndNobodyElse() throws Exception {
    Map<String, StoredVector> old = ground.old(1);
    assertThat(parts.touched.next()).as("before anything was submitted").isEmpty();

    submit(1, "book-1");
    assertThat(parts.touched.next().orElseThrow().move()).isEqualTo(ground.all.get(1));
    Job job = touched();

    assertThat(stages()).containsExactly(Stage.DUALWRITE, Stage.LIVE, Stage.DUALWRITE);
    MoveState state = state(1);
    assertThat(state.verified().orElseThrow().passed()).isTrue();
    assertThat(state.copied().vectors()).isEqualTo(8);
    assertThat(state.copied().superseded()).as("of the source that was submitted").isEqualTo(4);
    assertThat(copies(1)).hasSize(8).doesNotContainKeys("v001", "v004");
    assertThat(copies(0)).isEmpty();
    assertThat(copies(2)).isEmpty();
    assertThat(ground.old(1)).as("the old side is never written").isEqualTo(old);
    assertThat(parts.jobs.find(job.id()).orElseThrow().progress().count("switched")).isEqualTo(1);
    assertThat(parts.touched.next()).as("nobody is due any more").isEmpty();
  }

  @Test
  void whatDiffersIsNotSwitchedAndWaitsForAPerson() throws Exception {
    submit(0, "book-2");
    NamespaceVectors copy = parts.home.namespace(ground.all.get(0));
    StoredVector vector = ground.old(0).get("v000");
    ground.working(work -> copy.upsert(List.of(stranger(vector)), work));

    touched();

    assertThat(stages()).containsOnly(Stage.DUALWRITE);
    assertThat(state(0).verified().orElseThrow().extra()).isEqualTo(1);
    assertThat(parts.touched.next()).isEmpty();
  }

  @Test
  void aWayBackEndsIt() throws Exception {
    submit(2, "book-0");
    parts.plans.touched("p", false);
    assertThat(parts.touched.next()).isEmpty();
    touched();
    assertThat(stages()).containsOnly(Stage.DUALWRITE);
    assertThat(copies(2)).isEmpty();
  }

  /** A vector that says it was copied, of an id that the old side does not have. */
  private VectorRecord stranger(StoredVector vector) {
    Metadata adopted =
        LegacyMetadata.adopted(
            vector.metadata(), ground.all.get(0), CopyParts.MODEL, state(0).acceptedAt());
    return new VectorRecord("w", vector.values(), adopted);
  }

  /** What is left of an accepted change of a source: its row. */
  private void submit(int twin, String source) throws Exception {
    Entity entity =
        new Entity(
            new Ownership.OfSource(
                new CreatorId(CopyParts.CREATOR),
                new TwinId("t" + twin),
                new SourceId(source),
                CopyParts.uid(CopyParts.CREATOR),
                CopyParts.uid("t" + twin),
                UUID.randomUUID()));
    LedgerRow row =
        LedgerRow.unknown(
                "main", entity, new Rendering(ground.all.get(twin).target(), "m", "chunker"))
            .atVersion(1);
    ground.working(work -> parts.ledger.swap(List.of(row), work));
  }

  private Job touched() {
    Job job = parts.jobs.ask(parts.touching, Map.of("plan", "p", "by", "ada"), 0).orElseThrow();
    await()
        .atMost(Duration.ofSeconds(90))
        .until(() -> parts.jobs.find(job.id()).orElseThrow().state() == State.DONE);
    return job;
  }

  private List<Stage> stages() {
    return ground.all.stream().map(parts.switching::stage).toList();
  }

  private MoveState state(int twin) {
    return parts.moves.find(ground.all.get(twin).namespace()).orElseThrow();
  }

  private Map<String, StoredVector> copies(int twin) {
    return CopyGround.all(parts.home.namespace(ground.all.get(twin)));
  }
}
