package io.palimpsest.reembed.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.reembed.change.Lane;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class BacklogTest {
  private static final Duration NOW = Duration.ofMillis(20);
  private static final UUID BUSY = new UUID(0, 1);
  private static final UUID QUIET = new UUID(0, 2);

  private record Job(UUID entity, UUID tenant, Lane lane, int cost, int revision)
      implements Backlog.Entry<Job> {
    @Override
    public int chunks() {
      return cost;
    }

    @Override
    public long bytes() {
      return cost * 1_000L;
    }

    @Override
    public Job merge(Job other) {
      return other.revision > revision ? other : this;
    }
  }

  private final Backlog<Job> backlog = new Backlog<>(2);

  @Test
  void ofOneEntityOnlyTheNewestRevisionIsTaken() throws InterruptedException {
    backlog.offer(job(BUSY, 1, 5));
    backlog.offer(job(BUSY, 1, 7));
    backlog.offer(job(BUSY, 1, 6));
    assertThat(backlog.take(100, NOW)).extracting(Job::revision).containsExactly(7);
    assertThat(backlog.take(100, NOW)).isEmpty();
  }

  @Test
  void whatIsHeldIsCountedInBytesUntilItIsDone() throws InterruptedException {
    backlog.offer(job(BUSY, 1, 1));
    backlog.offer(job(BUSY, 1, 2));
    backlog.offer(job(QUIET, 2, 1));
    assertThat(backlog.bytes()).isEqualTo(2_000);

    List<Job> batch = backlog.take(100, NOW);
    backlog.later(List.of(batch.getFirst()), Duration.ofMinutes(1));

    assertThat(backlog.bytes()).as("one waits again").isEqualTo(3_000);
    backlog.done(batch);
    assertThat(backlog.bytes()).isEqualTo(1_000);
  }

  @Test
  void anEntityIsNeverTakenTwiceAtOnce() throws InterruptedException {
    backlog.offer(job(BUSY, 1, 1));
    List<Job> first = backlog.take(100, NOW);
    backlog.offer(job(BUSY, 1, 2));
    assertThat(backlog.take(100, NOW)).isEmpty();
    backlog.done(first);
    assertThat(backlog.take(100, NOW)).extracting(Job::revision).containsExactly(2);
  }

  @Test
  void aTenantWithOneJobIsInTheFirstBatch() throws InterruptedException {
    for (int entity = 0; entity < 1000; entity++) {
      backlog.offer(job(BUSY, entity, 1));
    }
    backlog.offer(job(QUIET, 5000, 1));
    assertThat(backlog.take(10, NOW)).hasSize(10).extracting(Job::tenant).contains(QUIET);
  }

  @Test
  void noTenantHasMoreBatchesUnderWayThanItsShare() throws InterruptedException {
    for (int entity = 0; entity < 100; entity++) {
      backlog.offer(job(BUSY, entity, 1));
    }
    List<Job> first = backlog.take(10, NOW);
    assertThat(backlog.take(10, NOW)).isNotEmpty();
    assertThat(backlog.take(10, NOW)).isEmpty();
    backlog.offer(job(QUIET, 5000, 1));
    assertThat(backlog.take(10, NOW)).extracting(Job::tenant).containsExactly(QUIET);
    backlog.done(first);
    assertThat(backlog.take(10, NOW)).isNotEmpty();
  }

  @Test
  void theMoreUrgentLaneGoesFirst() throws InterruptedException {
    backlog.offer(new Job(new UUID(1, 1), BUSY, Lane.BACKFILL, 1, 1));
    backlog.offer(new Job(new UUID(1, 2), BUSY, Lane.LIVE, 1, 1));
    assertThat(backlog.take(10, NOW)).extracting(Job::lane).containsExactly(Lane.LIVE);
  }

  @Test
  void whatWaitsForLaterComesBackAfterItsPause() throws InterruptedException {
    backlog.later(List.of(job(BUSY, 1, 1)), Duration.ofMillis(100));
    assertThat(backlog.take(10, Duration.ofMillis(30))).isEmpty();
    assertThat(backlog.take(10, Duration.ofSeconds(2))).hasSize(1);
  }

  @Test
  void chunksAreCountedWhileTheyWait() throws InterruptedException {
    backlog.offer(new Job(new UUID(1, 1), BUSY, Lane.LIVE, 30, 1));
    backlog.offer(new Job(new UUID(1, 2), BUSY, Lane.LIVE, 40, 1));
    backlog.offer(new Job(new UUID(1, 2), BUSY, Lane.LIVE, 50, 2));
    assertThat(backlog.waiting(BUSY)).isEqualTo(80);
    backlog.take(1000, NOW);
    assertThat(backlog.waiting(BUSY)).isZero();
  }

  private static Job job(UUID tenant, long entity, int revision) {
    return new Job(
        new UUID(tenant.getLeastSignificantBits(), entity), tenant, Lane.LIVE, 1, revision);
  }
}
