package io.palimpsest.reembed.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.reembed.change.Change;
import io.palimpsest.reembed.change.Document;
import io.palimpsest.reembed.change.Entity;
import io.palimpsest.reembed.change.Lane;
import io.palimpsest.reembed.change.Origin;
import io.palimpsest.reembed.index.Task;
import io.palimpsest.tenancy.ItemId;
import io.palimpsest.tenancy.OrganizationId;
import io.palimpsest.tenancy.ProfileId;
import io.palimpsest.topic.Topic;
import io.palimpsest.vectorstore.Metadata;
import io.palimpsest.vectorstore.Ownership;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PendingTest {
  private static final Duration NOW = Duration.ofMillis(20);

  @ParameterizedTest
  @CsvSource({
    "BACKFILL, 3, LIVE, 4, LIVE, 4",
    "BACKFILL, 4, LIVE, 3, LIVE, 4",
    "LIVE, 3, BACKFILL, 4, LIVE, 4",
    "LIVE, 4, BACKFILL, 4, LIVE, 4",
    "BACKFILL, 3, BACKFILL, 4, BACKFILL, 4"
  })
  void theNewestRevisionIsAsUrgentAsTheMostUrgentOfBoth(
      Lane first, long firstRevision, Lane second, long secondRevision, Lane lane, long revision) {
    Pending merged = pending(first, firstRevision).merge(pending(second, secondRevision));

    assertThat(merged.lane()).isEqualTo(lane);
    assertThat(merged.change().revision()).isEqualTo(revision);
    assertThat(merged.answers()).hasSize(2);
  }

  @Test
  void aLiveEditMovesWhatWaitsInBackfillUp() throws Exception {
    Backlog<Pending> backlog = new Backlog<>(2);
    backlog.offer(pending(Lane.BACKFILL, 3));
    backlog.offer(other(Lane.BACKFILL));
    backlog.offer(pending(Lane.LIVE, 4));

    List<Pending> first = backlog.take(1_000, NOW);

    assertThat(first).extracting(one -> one.change().revision()).containsExactly(4L);
    assertThat(backlog.take(1_000, NOW)).extracting(Pending::lane).containsExactly(Lane.BACKFILL);
    assertThat(backlog.waiting(first.getFirst().tenant())).isZero();
  }

  @Test
  void contentThatFailsWaitsLongerEachTimeAndAMinuteAtMost() {
    Pending pending = pending(Lane.LIVE, 1);
    assertThat(pending.patience()).isEqualTo(Duration.ofSeconds(1));
    assertThat(pending.waited().waited().patience()).isEqualTo(Duration.ofSeconds(4));
    for (int attempt = 0; attempt < 1_000; attempt++) {
      pending = pending.waited();
    }
    assertThat(pending.patience()).isEqualTo(Duration.ofMinutes(1));
    assertThat(pending.failures()).as("nothing is wrong with this service").isZero();
  }

  /** Or a single change that fails for good would keep all others from being read. */
  @Test
  void ofContentThatIsKeptElsewhereNothingIsHeld() {
    Document kept =
        new Document.Referenced(
            "t", Metadata.empty(), "text/plain", "c1", Integer.MAX_VALUE, "0".repeat(64));
    Document carried =
        new Document.Source("t", Metadata.empty(), "text/plain", new byte[500], "0".repeat(64));

    assertThat(with(kept).bytes()).isEqualTo(with(carried).bytes() - 500);
  }

  private static Pending with(Document document) {
    Pending any = pending(Lane.LIVE, 1);
    Change change = new Change(any.change().entity(), 1, Optional.of(document), Optional.empty());
    return Pending.read(new Task(change, Lane.LIVE, any.origin()), any.origin(), any.payload());
  }

  private static Pending pending(Lane lane, long revision) {
    return of(lane, revision, new UUID(1, 1), new UUID(1, 2));
  }

  private static Pending other(Lane lane) {
    return of(lane, 1, new UUID(2, 1), new UUID(2, 2));
  }

  private static Pending of(Lane lane, long revision, UUID tenant, UUID uid) {
    Origin origin = new Origin(Topic.PORTFOLIO, 0, revision);
    Entity entity =
        new Entity(
            new Ownership.OfItem(
                new OrganizationId("org"),
                new ProfileId("profile"),
                new ItemId("item"),
                tenant,
                new UUID(9, 9),
                uid));
    Change change = new Change(entity, revision, Optional.empty(), Optional.empty());
    return Pending.read(new Task(change, lane, origin), origin, new byte[0]);
  }
}
