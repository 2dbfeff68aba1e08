package io.palimpsest.reembed.intake;

import io.palimpsest.reembed.change.Contents;
import io.palimpsest.reembed.fence.Admissions.UnleasedException;
import io.palimpsest.reembed.index.Announcer;
import io.palimpsest.reembed.index.Outcome;
import io.palimpsest.reembed.index.Step;
import io.palimpsest.reembed.park.ParkedRecord;
import io.palimpsest.reembed.park.Parking;
import io.palimpsest.reembed.park.Payload;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
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
      Set.of(
          "ledger.moved_on",
          "ledger.taken",
          "ledger.open_intent",
          "route.moved",
          "pipeline.no_outcome",
          "internal");

  /**
   * Reasons that lie in a record's own content: it waits longer each time, and nobody else does.
   */
  private static final Set<String> ITS_OWN = Set.of(Contents.FAILING);

  /** What has worked when a change went through to the end. */
  private static final Set<String> ON_THE_WAY =
      Set.of("store", "embedding", "ledger", "fence", "content");

  private static final Duration LEAST_PAUSE = Duration.ofMillis(50);
  private static final Duration WHILE_DOWN = Duration.ofSeconds(1);
  private final Backlog<Pending> backlog;
  private final Partitions partitions;
  private final Parking parking;
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
      Parking parking,
      Announcer announcer,
      Dependencies dependencies,
      Tally tally,
      Clock clock,
      Consumer<String> parked,
      Step steps) {
    this.backlog = backlog;
    this.partitions = partitions;
    this.parking = parking;
    this.announcer = announcer;
    this.dependencies = dependencies;
    this.tally = tally;
    this.clock = clock;
    this.parked = parked;
    this.steps = steps;
  }

  /** Ends what is over, and puts the rest back. */
  void end(Map<Pending, Outcome> outcomes) {
    List<Over> over = new ArrayList<>();
    steps.before(Step.Name.ANNOUNCE);
    outcomes.forEach(
        (pending, outcome) -> {
          switch (outcome) {
            case Outcome.Later(String reason, Duration pause) -> later(pending, reason, pause);
            case Outcome.Final end -> kept(pending, end).ifPresent(over::add);
          }
        });
    List<CompletableFuture<?>> told =
        announcer.announce(
            over.stream()
                .map(one -> new Announcer.News(one.pending().task(), one.outcome()))
                .toList());
    steps.before(Step.Name.COMMIT);
    for (int at = 0; at < over.size(); at++) {
      letGo(over.get(at), told.get(at));
    }
  }

  private record Over(Pending pending, Outcome.Final outcome) {}

  /** Empty when it has to wait. */
  private Optional<Over> kept(Pending pending, Outcome.Final reached) {
    try {
      return Optional.of(new Over(pending, keep(pending, reached)));
    } catch (UnleasedException e) {
      later(pending, "fence.no_lease", WHILE_DOWN);
    } catch (RuntimeException e) {
      LOG.warn("parking failed, trying again uid={}", pending.entity(), e);
      later(pending, "parking.unavailable", WHILE_DOWN);
    }
    return Optional.empty();
  }

  /**
   * A parked record is in the lot before anything forgets it elsewhere, and takes the place of
   * those of older revisions.
   *
   * @return the outcome, or that it was refused: what is of a fenced scope is not parked
   */
  private Outcome.Final keep(Pending pending, Outcome.Final reached) {
    Outcome.Final outcome =
        reached instanceof Outcome.Parked(String reason) ? park(pending, reason) : reached;
    pending.lot().stream()
        .filter(origin -> !(outcome instanceof Outcome.Parked && origin.equals(pending.origin())))
        .forEach(origin -> parking.drop(origin, pending.change().entity().uids()));
    return outcome;
  }

  private Outcome.Final park(Pending pending, String reason) {
    Optional<UUID> fenced =
        parking.put(
            new ParkedRecord(
                pending.origin(),
                pending.entity().toString(),
                reason,
                pending.change().entity().uids(),
                pending.change().revision(),
                Payload.asItCame(pending.payload()),
                clock.instant()));
    dependencies.works("parking");
    if (fenced.isPresent()) {
      return new Outcome.Refused(fenced.get());
    }
    LOG.warn("record parked id={} reason={}", pending.origin().id(), reason);
    parked.accept(reason);
    return new Outcome.Parked(reason);
  }

  /** A change is done when others were told of it: only then it counts, and is let go of. */
  private void letGo(Over over, CompletableFuture<?> told) {
    Pending pending = over.pending();
    try {
      told.join();
    } catch (CompletionException e) {
      boolean unleased = e.getCause() instanceof UnleasedException;
      LOG.warn("announcing failed, trying again uid={}", pending.entity(), e);
      later(pending, unleased ? "fence.no_lease" : "announcing.unavailable", WHILE_DOWN);
      return;
    }
    dependencies.works("announcing");
    tally.ended(pending.task(), over.outcome());
    if (over.outcome() instanceof Outcome.Embedded || over.outcome() instanceof Outcome.Removed) {
      ON_THE_WAY.forEach(dependencies::works);
    }
    partitions.finish(pending.answers());
    pending.asking().forEach(asking -> asking.complete(over.outcome()));
  }

  private void later(Pending pending, String reason, Duration pause) {
    tally.postponed(reason);
    if (!OWN_BUSINESS.contains(reason) && !ITS_OWN.contains(reason)) {
      dependencies.failed(reason);
    }
    if (ITS_OWN.contains(reason)) {
      backlog.later(List.of(pending.waited()), pending.patience());
    } else {
      backlog.later(List.of(pending), pause.compareTo(LEAST_PAUSE) < 0 ? LEAST_PAUSE : pause);
    }
  }
}
