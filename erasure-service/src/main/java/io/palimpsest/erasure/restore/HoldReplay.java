package io.palimpsest.erasure.restore;

import io.palimpsest.erasure.demand.Copy;
import io.palimpsest.erasure.demand.DemandLog;
import io.palimpsest.erasure.demand.Demands;
import io.palimpsest.erasure.demand.Hold;
import io.palimpsest.erasure.demand.Holds;
import io.palimpsest.erasure.restore.LostRequests.Lost;
import io.palimpsest.event.DemandKind;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes again what the database lacks of holds, before anything is deleted. */
@ApplicationScoped
class HoldReplay {
  private static final Logger LOG = LoggerFactory.getLogger(HoldReplay.class);

  private final Holds holds;
  private final DemandLog copies;
  private final Demands demands;
  private final LostRequests lost;
  private final Clock clock;

  HoldReplay(Holds holds, DemandLog copies, Demands demands, LostRequests lost, Clock clock) {
    this.holds = holds;
    this.copies = copies;
    this.demands = demands;
    this.lost = lost;
    this.clock = clock;
  }

  /** Holds that were placed or released again. */
  int holds(Map<UUID, Copy> outside) {
    int replayed = 0;
    for (Copy copy : outside.values()) {
      if (copy.kind() == DemandKind.HOLD) {
        replayed += hold(copy) ? 1 : 0;
      }
    }
    holds.lasting(List.of(), null, Integer.MAX_VALUE).stream()
        .filter(hold -> !outside.containsKey(hold.id()))
        .forEach(demands::keep);
    return replayed;
  }

  private boolean hold(Copy copy) {
    Optional<Hold> present = holds.find(copy.id());
    Optional<Hold> kept = copies.hold(copy);
    if (kept.isEmpty()) {
      if (present.isEmpty()) {
        LOG.error("hold lost with a restore id={}", copy.id());
        lost.add(new Lost(copy.id(), null, "hold.shut", clock.instant(), null));
      }
      return false;
    }
    boolean released = kept.get().releasedAt() != null;
    if (released) {
      return present.isPresent() && holds.release(copy.id(), clock.instant()).isPresent();
    }
    if (present.isPresent()) {
      present.filter(hold -> hold.releasedAt() != null).ifPresent(demands::keep);
      return false;
    }
    holds.place(kept.get());
    return true;
  }
}
