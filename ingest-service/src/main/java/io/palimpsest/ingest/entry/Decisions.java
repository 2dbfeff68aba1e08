package io.palimpsest.ingest.entry;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides what a change makes of an entry. Pure: same arguments, same decision. */
public final class Decisions {
  /** How many idempotency keys an entry remembers. */
  static final int REMEMBERED_KEYS = 8;

  private final Duration lease;

  /**
   * @param lease how long an announcement belongs to the instance that began it
   */
  public Decisions(Duration lease) {
    this.lease = lease;
  }

  /**
   * Decides.
   *
   * @param existing head of the document as it was read, or null when there is none
   * @param change what is asked for
   * @param mint uids and time for what the change makes
   */
  public Decision decide(@Nullable Head existing, Change<?> change, Mint mint) {
    if (existing == null && !change.mayMeet(0)) {
      return refused(Change.MOVED_ON);
    }
    if (existing == null) {
      return change.deletes() ? refused(Refusal.notFound()) : create(change, mint);
    }
    if (redelivered(existing, change)) {
      return new Decision.Redelivered(existing);
    }
    if (superseded(existing, change)) {
      return refused(
          Refusal.of(
              409,
              "submission.superseded",
              "The entity was changed after this submission arrived; an operator may force it."));
    }
    Optional<KeyUse> used = keyUse(existing, change);
    if (used.isPresent()) {
      return repeat(existing, used.get(), change);
    }
    return decideFresh(existing, change, mint);
  }

  private Decision decideFresh(Head existing, Change<?> change, Mint mint) {
    if (!change.mayMeet(existing.version())) {
      return refused(Change.MOVED_ON);
    }
    if (!change.precondition().holds(existing.liveRevision())) {
      return refused(stale(existing.liveRevision()));
    }
    if (!existing.deleted() && !change.deletes() && moves(existing, change)) {
      return refused(
          Refusal.of(
              409, "entity.moved", "A live entity stays below its parent: delete it there first."));
    }
    if (existing.deleted() == change.deletes()
        && existing.fingerprint().equals(change.fingerprint())) {
      return unchanged(existing, change);
    }
    boolean busy =
        existing
            .pending()
            .filter(pending -> pending.heldByAnother(mint.instance(), mint.now(), lease))
            .isPresent();
    return busy ? new Decision.Busy(existing) : replace(existing, change, mint);
  }

  private static Decision create(Change<?> change, Mint mint) {
    if (!change.precondition().holds(0)) {
      return refused(stale(0));
    }
    Head first =
        new Head(
            change.key(),
            change.path(mint.uid()),
            1,
            1,
            false,
            change.fingerprint(),
            0,
            Optional.of(mint.pending(change.trace())),
            mint.now(),
            mint.now(),
            inbox(Map.of(), change),
            keyUses(List.of(), change, 1, true),
            Embedding.NONE);
    return new Decision.Write(first, 0, true);
  }

  private static Decision replace(Head existing, Change<?> change, Mint mint) {
    long revision = existing.revision() + 1;
    boolean created = existing.deleted();
    Head next =
        new Head(
            existing.key(),
            change.deletes() ? existing.path() : change.path(existing.uid()),
            existing.version() + 1,
            revision,
            change.deletes(),
            change.fingerprint(),
            existing.announced(),
            Optional.of(mint.pending(change.trace())),
            existing.createdAt(),
            mint.now(),
            inbox(existing.inbox(), change),
            keyUses(existing.keyUses(), change, revision, created),
            existing.embedding());
    return new Decision.Write(next, existing.version(), created);
  }

  private static Decision unchanged(Head existing, Change<?> change) {
    boolean remember =
        !(change.origin() instanceof Origin.Request) || change.idempotencyKey().isPresent();
    if (!remember) {
      return new Decision.Unchanged(existing, false);
    }
    Head next =
        new Head(
            existing.key(),
            existing.path(),
            existing.version() + 1,
            existing.revision(),
            existing.deleted(),
            existing.fingerprint(),
            existing.announced(),
            existing.pending(),
            existing.createdAt(),
            existing.changedAt(),
            inbox(existing.inbox(), change),
            keyUses(existing.keyUses(), change, existing.revision(), false),
            existing.embedding());
    return new Decision.Unchanged(next, true);
  }

  private static Decision repeat(Head existing, KeyUse first, Change<?> change) {
    return first.request().equals(change.request())
        ? new Decision.Repeated(existing, first)
        : refused(
            Refusal.ofField(
                422,
                "idempotency.key_reused",
                "Idempotency-Key",
                "one key belongs to one request; it came with another one before"));
  }

  private static boolean moves(Head existing, Change<?> change) {
    return !existing.path().equals(change.path(existing.uid()));
  }

  private static boolean redelivered(Head existing, Change<?> change) {
    return switch (change.origin()) {
      case Origin.Inbox inbox -> applied(existing, inbox.partition()) >= inbox.offset();
      case Origin.Replay replay -> applied(existing, replay.partition()) == replay.offset();
      case Origin.Request request -> false;
    };
  }

  /** A replay never overwrites newer: neither a later record nor a revision that came since. */
  private static boolean superseded(Head existing, Change<?> change) {
    return change.origin() instanceof Origin.Replay replay
        && !replay.forced()
        && (applied(existing, replay.partition()) > replay.offset()
            || replay.seen().isBehind(existing));
  }

  private static long applied(Head existing, int partition) {
    return existing.inbox().getOrDefault(partition, -1L);
  }

  private static Optional<KeyUse> keyUse(Head existing, Change<?> change) {
    return change
        .idempotencyKey()
        .flatMap(key -> existing.keyUses().stream().filter(use -> use.key().equals(key)).findAny());
  }

  private static Map<Integer, Long> inbox(Map<Integer, Long> known, Change<?> change) {
    return switch (change.origin()) {
      case Origin.Request request -> known;
      case Origin.Inbox inbox -> extended(known, inbox.partition(), inbox.offset());
      case Origin.Replay replay -> extended(known, replay.partition(), replay.offset());
    };
  }

  private static Map<Integer, Long> extended(Map<Integer, Long> known, int partition, long offset) {
    Map<Integer, Long> extended = new HashMap<>(known);
    extended.merge(partition, offset, Math::max);
    return extended;
  }

  private static List<KeyUse> keyUses(
      List<KeyUse> known, Change<?> change, long revision, boolean created) {
    if (change.idempotencyKey().isEmpty()) {
      return known;
    }
    List<KeyUse> extended = new ArrayList<>(known);
    extended.add(new KeyUse(change.idempotencyKey().get(), change.request(), revision, created));
    int surplus = Math.max(0, extended.size() - REMEMBERED_KEYS);
    return extended.subList(surplus, extended.size());
  }

  private static Refusal stale(long liveRevision) {
    return new Refusal(
        412,
        "revision.stale",
        "The entity is at revision " + liveRevision + " (0: it does not exist).",
        "If-Match",
        "the revision that the writer saw is the present one");
  }

  private static Decision refused(Refusal refusal) {
    return new Decision.Refused(refusal);
  }
}
