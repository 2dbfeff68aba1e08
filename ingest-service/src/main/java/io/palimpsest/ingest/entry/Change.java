package io.palimpsest.ingest.entry;

import io.palimpsest.event.ScopeType;
import io.palimpsest.messaging.trace.TraceParent;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A change that somebody asks for.
 *
 * @param key key of the document
 * @param parents path of the parent; null for a scope without one
 * @param type kind of the entry
 * @param id public id of the entry
 * @param state the whole new state; null deletes
 * @param fingerprint digest of the state, empty for a delete
 * @param precondition what must hold
 * @param idempotencyKey SHA-256 of the caller's key, hex, if there is one
 * @param origin where the change came from
 * @param request digest of what was asked for: the fingerprint, unless the request named a part of
 *     the state alone
 * @param at version of the document that the change was decided on elsewhere, 0 for none; empty
 *     when any will do
 * @param trace on whose behalf, where that is said
 * @param <S> type of the state
 */
public record Change<S>(
    String key,
    @Nullable ScopePath parents,
    ScopeType type,
    String id,
    @Nullable S state,
    String fingerprint,
    Precondition precondition,
    Optional<String> idempotencyKey,
    Origin origin,
    String request,
    OptionalLong at,
    Optional<TraceParent> trace) {
  /** Why a change that was decided on a version is refused: decide again on what is there now. */
  public static final Refusal MOVED_ON =
      Refusal.of(409, "entity.moved_on", "The entity was changed meanwhile; try again.");

  /** Whether the change deletes the entry. */
  public boolean deletes() {
    return state == null;
  }

  /** The same change with its digests as entries keep them. */
  public Change<S> fingerprinted(UnaryOperator<String> kept) {
    return with(kept.apply(fingerprint), kept.apply(request), at, trace);
  }

  /** The same change, to be applied to this version of the document alone. */
  public Change<S> at(long version) {
    return with(fingerprint, request, OptionalLong.of(version), trace);
  }

  /** The same change on somebody's behalf. */
  public Change<S> traced(Optional<TraceParent> behalf) {
    return with(fingerprint, request, at, behalf);
  }

  private Change<S> with(
      String newFingerprint,
      String newRequest,
      OptionalLong newAt,
      Optional<TraceParent> newTrace) {
    return new Change<>(
        key,
        parents,
        type,
        id,
        state,
        newFingerprint,
        precondition,
        idempotencyKey,
        origin,
        newRequest,
        newAt,
        newTrace);
  }

  /** Whether it may be applied to this version. */
  boolean mayMeet(long version) {
    return at.isEmpty() || at.getAsLong() == version;
  }

  /** Path of the entry when it is admitted under this uid. */
  public ScopePath path(UUID uid) {
    Scope self = new Scope(type, id, uid);
    return parents == null ? ScopePath.root(self) : parents.child(self);
  }

  /** Uids of the parents, outermost first. */
  public List<UUID> parentUids() {
    return parents == null ? List.of() : parents.uids();
  }
}
