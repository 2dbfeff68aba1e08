package io.palimpsest.reembed.channel;

import io.palimpsest.reembed.announce.Announcer;
import io.palimpsest.reembed.health.Dependencies;
import io.palimpsest.reembed.lane.Backlog;
import io.palimpsest.reembed.park.ParkedRecord;
import io.palimpsest.reembed.park.ParkingLot;
import io.palimpsest.reembed.park.Payload;
import io.palimpsest.reembed.pipeline.Outcome;
import io.palimpsest.reembed.write.Step;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens to records when their outcome is known: others are told, then the record is let go
 * of; or it is parked; or it waits for another attempt.
 */
final class Endings {
  private static final Logger LOG = LoggerFactory.getLogger(Endings.class);

  /** Reasons to wait that say nothing of what this service depends on. */
  private static final Set<String> OWN_BUSINESS =
      Set.of("ledger.moved_on", "ledger.open_intent", "pipeline.no_outcome", "internal");

  /** What has worked when a change went through to the end. */
  private static final Set<String> ON_THE_WAY =
      Set.of("store", "embedding", "ledger", "fence", "content");

  private static final Duration LEAST_PAUSE = Duration.ofMillis(50);
  private static final Duration WHILE_DOWN = Duration.ofSeconds(1);
  private final Backlog<Pending> backlog;
  private final Partitions partitions;
  private final ParkingLot lot;
  private final Announcer announcer;
  private final Dependencies dependencies;
  private final Tally tally;
  private final Clock clock;
  private final Consumer<String> parked;
  private final Step steps;

  /**
   * @param parked is told the reason of each record that is parked
   */
  Endings(
      Backlog<Pending> backlog,
      Partitions partitions,
      ParkingLot lot,
      Announcer announcer,
      Dependencies dependencies,
      Tally tally,
      Clock clock,
      Consumer<String> parked,
      Step steps) {
    this.backlog = backlog;
    this.partitions = partitions;
    this.lot = lot;
    this.announcer = announcer;
    this.dependencies = dependencies;
    this.tally = tally;
    this.clock = clock;
    this.parked = parked;
    this.steps = steps;
  }

  /** Ends what is over, and puts the rest back. */
  void end(Map<Pending, Outcome> outcomes) {
    Map<Pending, CompletableFuture<?>> told = new HashMap<>();
    steps.before(Step.Name.ANNOUNCE);
    outcomes.forEach(
        (pending, outcome) -> {
          switch (outcome) {
            case Outcome.Later(String reason, Duration pause) -> later(pending, reason, pause);
            case Outcome.Final end -> tell(pending, end, told);
          }
        });
    steps.before(Step.Name.COMMIT);
    told.forEach(
        (pending, sent) -> {
          if (outcomes.get(pending) instanceof Outcome.Final end) {
            letGo(pending, end, sent);
          }
        });
  }

  private void tell(
      Pending pending, Outcome.Final outcome, Map<Pending, CompletableFuture<?>> told) {
    try {
      keep(pending, outcome);
      told.put(pending, announcer.announce(pending.change(), outcome));
      tally.ended(pending.task(), outcome);
      if (outcome instanceof Outcome.Embedded || outcome instanceof Outcome.Removed) {
        ON_THE_WAY.forEach(dependencies::works);
      }
    } catch (RuntimeException e) {
      LOG.warn("parking failed, trying again uid={}", pending.entity(), e);
      later(pending, "parking.unavailable", WHILE_DOWN);
    }
  }

  /**
   * A parked record is in the lot before anything forgets it elsewhere, and takes the place of
   * those of older revisions.
   */
  private void keep(Pending pending, Outcome.Final outcome) {
    if (outcome instanceof Outcome.Parked(String reason)) {
      LOG.warn("record parked id={} reason={}", pending.origin().id(), reason);
      lot.put(
          new ParkedRecord(
              pending.origin(),
              pending.entity().toString(),
              reason,
              pending.change().entity().uids(),
              pending.change().revision(),
              Payload.asItCame(pending.payload()),
              clock.instant()));
      dependencies.works("parking");
      parked.accept(reason);
    }
    pending.lot().stream()
        .filter(origin -> !(outcome instanceof Outcome.Parked && origin.equals(pending.origin())))
        .forEach(lot::drop);
  }

  private void letGo(Pending pending, Outcome.Final end, CompletableFuture<?> told) {
    try {
      told.join();
      partitions.finish(pending.answers());
      dependencies.works("announcing");
      pending.asking().forEach(asking -> asking.complete(end));
    } catch (RuntimeException e) {
      LOG.warn("announcing failed, trying again uid={}", pending.entity(), e);
      later(pending, "announcing.unavailable", WHILE_DOWN);
    }
  }

  private void later(Pending pending, String reason, Duration pause) {
    tally.postponed(reason);
    if (!OWN_BUSINESS.contains(reason)) {
      dependencies.failed(reason);
    }
    Duration wait = pause.compareTo(LEAST_PAUSE) < 0 ? LEAST_PAUSE : pause;
    backlog.later(List.of(pending), wait);
  }
}
