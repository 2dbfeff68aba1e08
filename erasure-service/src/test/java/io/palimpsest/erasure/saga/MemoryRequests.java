package io.palimpsest.erasure.saga;

import io.palimpsest.erasure.model.ErasureRequest;
import io.palimpsest.erasure.model.Requests;
import io.palimpsest.erasure.model.Shelf;
import io.palimpsest.erasure.model.State;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Requests in memory, with the store's compare-and-set, and a seam around each write. */
public final class MemoryRequests implements Requests {
  private final Map<UUID, ErasureRequest> byId = new ConcurrentHashMap<>();
  private final Map<UUID, Instant> next = new ConcurrentHashMap<>();
  private final Seam seam;

  /** Nothing happens around the writes. */
  public MemoryRequests() {
    this(new Seam(-1));
  }

  MemoryRequests(Seam seam) {
    this.seam = seam;
  }

  @Override
  public boolean insert(ErasureRequest request) {
    next.put(request.id(), request.createdAt());
    return byId.putIfAbsent(request.id(), request) == null;
  }

  @Override
  public Optional<ErasureRequest> find(UUID id) {
    return Optional.ofNullable(byId.get(id));
  }

  @Override
  public Optional<ErasureRequest> findByRef(String ref) {
    return byId.values().stream().filter(r -> r.ref().equals(ref)).findFirst();
  }

  @Override
  public synchronized Optional<ErasureRequest> replace(
      ErasureRequest request, @Nullable Instant lookAt) {
    seam.before("replace");
    ErasureRequest present = byId.get(request.id());
    if (present.version() != request.version()) {
      return Optional.empty();
    }
    ErasureRequest raised = request.raised();
    byId.put(request.id(), raised);
    next.put(request.id(), lookAt == null ? Instant.MAX : lookAt);
    seam.after("replace");
    return Optional.of(raised);
  }

  @Override
  public synchronized void sleep(UUID id, long version, @Nullable Instant at) {
    if (byId.get(id).version() == version) {
      next.put(id, at == null ? Instant.MAX : at);
    }
  }

  @Override
  public void wake(UUID id, Instant now) {
    next.put(id, now);
  }

  @Override
  public synchronized boolean claim(UUID id, Instant now, Instant until) {
    if (next.get(id).isAfter(now)) {
      return false;
    }
    next.put(id, until);
    return true;
  }

  @Override
  public List<UUID> due(Instant now, int limit) {
    return byId.values().stream()
        .filter(r -> !next.get(r.id()).isAfter(now))
        .sorted(Comparator.comparing(ErasureRequest::dueAt))
        .limit(limit)
        .map(ErasureRequest::id)
        .toList();
  }

  @Override
  public List<UUID> dueBefore(Instant time, int limit) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<UUID> underWay(int limit) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<ErasureRequest> covering(UUID except, List<UUID> pathUids) {
    return byId.values().stream()
        .filter(r -> !r.id().equals(except) && r.plan() != null)
        .filter(r -> pathUids.contains(r.planned().scope().uid()))
        .filter(r -> r.approvedAt() != null && !r.ended())
        .findFirst();
  }

  @Override
  public List<UUID> previewsOf(List<UUID> uids) {
    return byId.values().stream()
        .filter(ErasureRequest::previews)
        .filter(
            r ->
                Stream.concat(r.planned().pathUids().stream(), r.planned().uids().stream())
                    .anyMatch(uids::contains))
        .map(ErasureRequest::id)
        .toList();
  }

  @Override
  public List<UUID> attachedTo(UUID id) {
    return byId.values().stream()
        .filter(r -> r.state() instanceof State.Attached attached && attached.to().equals(id))
        .map(ErasureRequest::id)
        .toList();
  }

  @Override
  public List<UUID> touching(List<UUID> pathUids) {
    return related(pathUids).filter(r -> !r.settled()).map(ErasureRequest::id).toList();
  }

  @Override
  public Optional<Instant> deletesUntil(List<UUID> pathUids) {
    return related(pathUids).flatMap(r -> r.deletesUntil().stream()).max(Comparator.naturalOrder());
  }

  private Stream<ErasureRequest> related(List<UUID> pathUids) {
    return byId.values().stream()
        .filter(r -> r.plan() != null)
        .filter(
            r ->
                pathUids.contains(r.planned().scope().uid())
                    || r.planned().pathUids().contains(pathUids.getLast()));
  }

  @Override
  public List<ErasureRequest> list(Set<String> tenants, @Nullable UUID before, int limit) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<ErasureRequest> on(
      Shelf shelf, Set<String> tenants, @Nullable UUID after, int limit) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<ErasureRequest> referenced(String externalReference, Set<String> tenants, int limit) {
    throw new UnsupportedOperationException();
  }
}
