package io.palimpsest.ingest.registry;

import io.palimpsest.ingest.entry.Head;
import io.palimpsest.ingest.entry.Refusal;
import io.palimpsest.ingest.entry.RefusedException;
import io.palimpsest.ingest.entry.ScopePath;

/**
 * A live tenant scope.
 *
 * @param head its head
 * @param state what is registered of it
 * @param <S> type of the state
 */
public record Tenant<S>(Head head, S state) {
  /** Path of the scope. */
  public ScopePath path() {
    return head.path();
  }

  /**
   * This tenant, when the other services may know of it: only then children are accepted.
   *
   * @throws RefusedException when it was not announced yet
   */
  public Tenant<S> acknowledged() {
    if (!head.acknowledged()) {
      throw new RefusedException(
          Refusal.of(
              409,
              "tenant.not_announced",
              "The parent was registered but not announced yet; try again shortly."));
    }
    return this;
  }
}
