package io.palimpsest.erasure.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where requests are kept, one document each. Every method is durable when it returns. */
public interface Requests {
  /**
   * Stores a new request.
   *
   * @return false when there is one with this id already, which then stays as it is
   */
  boolean insert(ErasureRequest request);

  /** The request with this id. */
  Optional<ErasureRequest> find(UUID id);

  /** The request with this reference. */
  Optional<ErasureRequest> findByRef(String ref);

  /**
   * Compare-and-set: stores {@code next} if the stored version is still that of {@code next}, and
   * raises the version.
   *
   * @param lookAt when somebody has to look at the request again, null for not before it is changed
   * @return what is stored now; empty when somebody else was faster, or when another request has
   *     the claim on the same scope: nothing is changed then
   */
  Optional<ErasureRequest> replace(ErasureRequest next, @Nullable Instant lookAt);

  /**
   * Sets when to look at a request again, unless it was changed meanwhile.
   *
   * @param at null for not before it is changed
   */
  void sleep(UUID id, long version, @Nullable Instant at);

  /** Makes a request due at once. */
  void wake(UUID id, Instant now);

  /**
   * Takes a due request for a while, so that others leave it alone.
   *
   * @return false when it is not due or somebody else took it
   */
  boolean claim(UUID id, Instant now, Instant until);

  /** Ids of requests to look at now, those with the earliest deadline first, ended ones last. */
  List<UUID> due(Instant now, int limit);

  /** Ids of unsettled requests whose deadline is before a time, those with the earliest first. */
  List<UUID> dueBefore(Instant time, int limit);

  /** Ids of requests past their intent to fence and not confirmed, as many at most. */
  List<UUID> underWay(int limit);

  /** A request past its intent to fence, not ended, whose scope is one of these. */
  Optional<ErasureRequest> covering(UUID except, List<UUID> pathUids);

  /** Ids of plans of dry runs that still name a scope of one of these uids, or lie under one. */
  List<UUID> previewsOf(List<UUID> uids);

  /** Ids of requests that left their work to this one. */
  List<UUID> attachedTo(UUID id);

  /** Ids of unsettled requests whose scope is this one, above it or below it. */
  List<UUID> touching(List<UUID> pathUids);

  /**
   * When the last attempt to delete expires of all requests, ended or not, whose scope is this one,
   * above it or below it.
   *
   * @param pathUids uids of the scope and its parents, the scope itself last
   */
  Optional<Instant> deletesUntil(List<UUID> pathUids);

  /**
   * Newest first.
   *
   * @param tenants only requests of these tenants' digests, empty for all
   * @param before only requests accepted before this one, null for the first page
   */
  List<ErasureRequest> list(Set<String> tenants, @Nullable UUID before, int limit);

  /**
   * Requests on a shelf, in its order.
   *
   * @param tenants only requests of these tenants' digests, empty for all
   * @param after only requests behind this one, null for the first page
   */
  List<ErasureRequest> on(Shelf shelf, Set<String> tenants, @Nullable UUID after, int limit);

  /** Requests that bear this number of a case, newest first. */
  List<ErasureRequest> referenced(String externalReference, Set<String> tenants, int limit);
}
