package io.palimpsest.reembed.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.palimpsest.jobs.Job;
import io.palimpsest.jobs.JobKind;
import io.palimpsest.jobs.State;
import io.palimpsest.reembed.change.Entity;
import io.palimpsest.reembed.ledger.LedgerRow;
import io.palimpsest.reembed.ledger.Rendering;
import io.palimpsest.reembed.route.Stage;
import io.palimpsest.tenancy.CreatorId;
import io.palimpsest.tenancy.SourceId;
import io.palimpsest.tenancy.TwinId;
import io.palimpsest.vectorstore.Match;
import io.palimpsest.vectorstore.Metadata;
import io.palimpsest.vectorstore.NamespaceVectors;
import io.palimpsest.vectorstore.Ownership;
import io.palimpsest.vectorstore.StoredVector;
import io.palimpsest.vectorstore.VectorQuery;
import io.palimpsest.vectorstore.VectorRecord;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Back after a cutover: the old side is what it was, and what was written since is found. */
class WayBackIT {
  private static final int VECTORS = 12;
  private CopyGround ground;
  private CopyParts parts;

  @BeforeEach
  void start() throws Exception {
    ground = new CopyGround(1, VECTORS);
    parts = ground.parts;
    parts.run();
  }

  @AfterEach
  void stop() {
    parts.close();
  }

  @Test
  void theOldSideAnswersAsBeforeAndWhatWasWrittenSinceTheCutoverIsFoundBesideIt() throws Exception {
    Map<String, StoredVector> old = ground.old(0);
    done(parts.copying);
    done(parts.verifying);
    MoveState state = parts.moves.of("p").getFirst();
    parts.switching.live(state, "ada");
    assertThat(parts.switching.stage(state.move())).isEqualTo(Stage.LIVE);

    submit(old.get("v000"));
    parts.switching.back(state, "ada");

    assertThat(parts.switching.stage(state.move())).isEqualTo(Stage.DUALWRITE);
    assertThat(ground.old(0)).as("there and back").isEqualTo(old);
    assertThat(answered(state, old.get("v000")))
        .hasSize(9)
        .as("what was written since")
        .contains("book-1#0")
        .as("what it takes the place of")
        .doesNotContain("v001", "v004", "v007", "v010")
        .as("the rest")
        .contains("v000", "v002", "v003", "v011");
    parts.switching.live(state, "ada");
    assertThat(CopyGround.all(parts.home.namespace(state.move()))).containsKey("book-1#0");
  }

  /** A source is submitted anew: a row of it, and its one vector. */
  private void submit(StoredVector near) throws Exception {
    Ownership.OfSource owner =
        new Ownership.OfSource(
            new CreatorId(CopyParts.CREATOR),
            new TwinId("t0"),
            new SourceId("book-1"),
            CopyParts.uid(CopyParts.CREATOR),
            CopyParts.uid("t0"),
            UUID.randomUUID());
    LedgerRow row =
        LedgerRow.unknown(
                "main",
                new Entity(owner),
                new Rendering(ground.all.getFirst().target(), "m", "chunker"))
            .atVersion(1);
    Metadata.Builder metadata = Metadata.builder().put(Ownership.CHUNKER, "chunker");
    owner.describe(metadata);
    VectorRecord vector = new VectorRecord("book-1#0", near.values(), metadata.build());
    NamespaceVectors into = parts.home.namespace(ground.all.getFirst());
    ground.working(
        work -> {
          parts.ledger.swap(List.of(row), work);
          into.upsert(List.of(vector), work);
        });
  }

  /** Ids of all that a reader of the twin is answered while the old side answers. */
  private List<String> answered(MoveState state, StoredVector near) {
    BothSides both =
        new BothSides(
            parts.home.namespace(state.move()),
            parts.legacy.namespace(state.move().namespace(), "test"),
            state,
            parts.home);
    return both
        .query(new VectorQuery(near.values(), 2 * VECTORS, Optional.empty()), LegacyIndex.call())
        .matches()
        .stream()
        .map(Match::id)
        .toList();
  }

  private void done(JobKind kind) {
    Job job = parts.jobs.ask(kind, Map.of("plan", "p", "by", "ada"), 0).orElseThrow();
    await()
        .atMost(Duration.ofSeconds(90))
        .until(() -> parts.jobs.find(job.id()).orElseThrow().state() == State.DONE);
  }
}
