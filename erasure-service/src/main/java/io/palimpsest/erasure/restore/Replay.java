package io.palimpsest.erasure.restore;

import io.palimpsest.erasure.demand.Copy;
import io.palimpsest.erasure.demand.DemandLog;
import io.palimpsest.erasure.demand.Demands;
import io.palimpsest.erasure.model.ErasureRequest;
import io.palimpsest.erasure.model.Mark;
import io.palimpsest.erasure.model.Requests;
import io.palimpsest.erasure.restore.Comparison.Outside;
import io.palimpsest.erasure.restore.LostRequests.Lost;
import io.palimpsest.erasure.restore.RestorableRequests.Brief;
import io.palimpsest.event.DemandKind;
import io.palimpsest.event.ErasureState;
import io.palimpsest.event.ErasureStatusChanged;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes again what the database lacks of requests. */
@ApplicationScoped
class Replay {
  private static final Logger LOG = LoggerFactory.getLogger(Replay.class);

  private final RestorableRequests store;
  private final Requests requests;
  private final DemandLog copies;
  private final Demands demands;
  private final LostRequests lost;
  private final Clock clock;

  Replay(
      RestorableRequests store,
      Requests requests,
      DemandLog copies,
      Demands demands,
      LostRequests lost,
      Clock clock) {
    this.store = store;
    this.requests = requests;
    this.copies = copies;
    this.demands = demands;
    this.lost = lost;
    this.clock = clock;
  }

  /** Requests that were made again, wholly or in part. The outer side is read before this. */
  int requests(Outer outer) {
    Map<UUID, Brief> briefs = new HashMap<>();
    store.briefs().forEach(brief -> briefs.put(brief.id(), brief));
    Set<UUID> ids = new HashSet<>(briefs.keySet());
    outer.copies().values().stream()
        .filter(copy -> copy.kind() == DemandKind.REQUEST)
        .forEach(copy -> ids.add(copy.id()));
    outer.states().values().stream()
        .filter(state -> wasAccepted(state, outer))
        .forEach(state -> ids.add(state.getRequestId()));
    int replayed = 0;
    for (UUID id : ids) {
      replayed += request(id, briefs.get(id), outer) ? 1 : 0;
    }
    return replayed;
  }

  /** Plans that nobody asked to carry out are not kept, and their loss is none. */
  private static boolean wasAccepted(ErasureStatusChanged state, Outer outer) {
    boolean early =
        state.getState() == ErasureState.RECEIVED || state.getState() == ErasureState.PLANNED;
    return !early || outer.told(state.getRequestRef()).fenced();
  }

  private boolean request(UUID id, @Nullable Brief brief, Outer outer) {
    Copy copy = outer.copies().get(id);
    if (brief != null && copy == null) {
      demands.keep(id);
    }
    String ref = ref(id, brief, copy, outer);
    Told told = ref == null ? Told.NOTHING : outer.told(ref);
    long version = brief == null ? -1 : brief.version();
    boolean newer = copy != null && copy.version() > version;
    if (brief != null && !newer && told.last() < 0 && (copy == null || !copy.named())) {
      return false;
    }
    if (copy != null && copy.named()) {
      keepNameless(copy);
    }
    Outside outside = newer && copy != null ? opened(copy) : new Outside.None();
    return compared(id, ref, outside, told);
  }

  private Outside opened(Copy copy) {
    return copies
        .request(copy)
        .<Outside>map(Outside.Open::new)
        .orElseGet(() -> new Outside.Shut(copy.version()));
  }

  /** Another instance may be at work: what it changed meanwhile is compared again. */
  private boolean compared(UUID id, @Nullable String ref, Outside outside, Told told) {
    while (true) {
      Optional<ErasureRequest> document = requests.find(id);
      switch (Comparison.of(document, outside, told, clock.instant())) {
        case Finding.Whole whole -> {
          return false;
        }
        case Finding.Replayed(ErasureRequest next) -> {
          if (store.put(next, version(document), clock.instant())) {
            LOG.warn("request made again after a restore request={}", next.ref());
            return true;
          }
        }
        case Finding.Lost(String reason) -> {
          LOG.error("request lost with a restore request={} reason={}", ref, reason);
          lost.add(new Lost(id, ref, reason, clock.instant(), null));
          store.rest(id);
          return false;
        }
      }
    }
  }

  private static OptionalLong version(Optional<ErasureRequest> document) {
    return document.isPresent() ? OptionalLong.of(document.get().version()) : OptionalLong.empty();
  }

  /** What a crash kept from being told before: names are gone here and not outside yet. */
  private void keepNameless(Copy copy) {
    requests
        .find(copy.id())
        .filter(present -> copy.version() < present.version() && Mark.of(present).nameless())
        .ifPresent(present -> demands.keep(present.id()));
  }

  private static @Nullable String ref(
      UUID id, @Nullable Brief brief, @Nullable Copy copy, Outer outer) {
    if (brief != null) {
      return brief.ref();
    }
    if (copy != null) {
      return copy.ref().orElse(null);
    }
    ErasureStatusChanged state = outer.states().get(id);
    return state == null ? null : state.getRequestRef();
  }
}
