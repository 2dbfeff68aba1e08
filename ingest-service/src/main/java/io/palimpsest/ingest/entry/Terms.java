package io.palimpsest.ingest.entry;

import io.palimpsest.event.ScopeType;
import io.palimpsest.messaging.trace.TraceParent;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * On which terms a change is asked for.
 *
 * @param precondition what must hold
 * @param idempotencyKey SHA-256 of the caller's key, hex, if there is one
 * @param origin where the change came from
 * @param request digest of what was asked for, where it is not the whole new state
 * @param trace on whose behalf, where that is said
 */
public record Terms(
    Precondition precondition,
    Optional<String> idempotencyKey,
    Origin origin,
    Optional<String> request,
    Optional<TraceParent> trace) {
  /** The terms of a change that is the whole new state. */
  public Terms(Precondition precondition, Optional<String> idempotencyKey, Origin origin) {
    this(precondition, idempotencyKey, origin, Optional.empty(), Optional.empty());
  }

  /** Last writer wins. */
  public static final Terms PLAIN =
      new Terms(new Precondition.None(), Optional.empty(), new Origin.Request());

  /** The terms of a request that somebody waits for. */
  public static Terms of(Precondition precondition, Optional<String> idempotencyKey) {
    return new Terms(precondition, idempotencyKey, new Origin.Request());
  }

  /** The same terms under another precondition. */
  public Terms when(Precondition other) {
    return new Terms(other, idempotencyKey, origin, request, trace);
  }

  /** The same terms for a request that says what is to change, and not the whole new state. */
  public Terms asking(String digest) {
    return new Terms(precondition, idempotencyKey, origin, Optional.of(digest), trace);
  }

  /** The same terms on somebody's behalf. */
  public Terms traced(Optional<TraceParent> behalf) {
    return new Terms(precondition, idempotencyKey, origin, request, behalf);
  }

  /** The change of a scope without a parent. */
  public <S> Change<S> root(ScopeType type, String id, @Nullable S state, String fingerprint) {
    return change(Keys.root(id), null, type, id, state, fingerprint);
  }

  /**
   * The change of a scope below a parent.
   *
   * @param unique the scope in which the id is unique: the parent or one above it
   */
  public <S> Change<S> below(
      ScopePath parent,
      Scope unique,
      ScopeType type,
      String id,
      @Nullable S state,
      String fingerprint) {
    return change(Keys.below(unique, id), parent, type, id, state, fingerprint);
  }

  private <S> Change<S> change(
      String key,
      @Nullable ScopePath parent,
      ScopeType type,
      String id,
      @Nullable S state,
      String fingerprint) {
    return new Change<>(
        key,
        parent,
        type,
        id,
        state,
        fingerprint,
        precondition,
        idempotencyKey,
        origin,
        request.orElse(fingerprint),
        OptionalLong.empty(),
        trace);
  }
}
