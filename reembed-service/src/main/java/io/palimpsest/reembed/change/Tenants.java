package io.palimpsest.reembed.change;

import io.palimpsest.tenancy.Registry;
import io.palimpsest.vectorstore.Ownership;
import io.palimpsest.vectorstore.TenantHandle;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What the registry of tenants means for entities. Vectors are written for those alone who are
 * registered and live. Thread-safe.
 */
public final class Tenants {
  private final Registry registry;
  private final Runnable reader;
  private final Arrivals arrivals;

  /** What the registry says of the scopes that hold an entity. */
  public enum Standing {
    /** All are registered and live. */
    LIVE,
    /** One is closed. */
    CLOSED,
    /** One was never heard of, as far as the topic was read. */
    UNKNOWN
  }

  /**
   * @param registry shared with whoever else asks for tenants
   * @param reader reads the topic to its present end
   */
  public Tenants(Registry registry, Runnable reader) {
    this(registry, reader, new Arrivals());
  }

  /**
   * @param registry shared with whoever else asks for tenants
   * @param reader reads the topic to its present end
   * @param arrivals is told by whoever feeds the registry
   */
  public Tenants(Registry registry, Runnable reader, Arrivals arrivals) {
    this.registry = registry;
    this.reader = reader;
    this.arrivals = arrivals;
  }

  /**
   * Waits until everything that is in the topic now has been applied.
   *
   * @throws io.palimpsest.messaging.EndNotReachedException when that takes too long
   */
  public void readToEnd() {
    reader.run();
  }

  /** Has the listener called after changes of the registry; it returns at once. */
  public void onChange(Runnable listener) {
    arrivals.onChange(listener);
  }

  /**
   * Whether all scopes that hold an entity are known, live or closed.
   *
   * @param path uids of the entity's path, its own last
   */
  public boolean areKnown(List<UUID> path) {
    return !path.isEmpty()
        && path.subList(0, path.size() - 1).stream()
            .noneMatch(uid -> registry.stateOf(uid) == Registry.State.UNKNOWN);
  }

  /** How the scopes that hold the entity stand. */
  public Standing standing(Entity entity) {
    Standing standing = Standing.LIVE;
    for (UUID container : containers(entity)) {
      switch (registry.stateOf(container)) {
        case UNKNOWN -> {
          return Standing.UNKNOWN;
        }
        case CLOSED -> standing = Standing.CLOSED;
        case LIVE -> {}
      }
    }
    return standing;
  }

  /** Opens the namespace of the entity; empty when its tenant is not live in this admission. */
  public Optional<TenantHandle> handle(Entity entity) {
    if (standing(entity) != Standing.LIVE) {
      return Optional.empty();
    }
    return Optional.of(
        switch (entity.owner()) {
          case Ownership.OfSource s -> TenantHandle.ofTwin(registry, s.creator(), s.twin());
          case Ownership.OfItem i -> TenantHandle.ofOrganization(registry, i.organization());
        });
  }

  /** Uids of the scopes that hold the entity, itself left out. */
  public static List<UUID> containers(Entity entity) {
    return entity.uids().subList(0, entity.uids().size() - 1);
  }
}
