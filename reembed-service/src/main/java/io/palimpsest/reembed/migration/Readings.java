package io.palimpsest.reembed.migration;

import io.palimpsest.fencing.Ticker;
import io.palimpsest.reembed.route.Route;
import io.palimpsest.reembed.route.Routes;
import io.palimpsest.reembed.route.Stage;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which namespaces are answered from the old side, as this instance knows it; read again when what
 * it knows is too old. While the database does not answer, what was known goes on. Thread-safe.
 */
final class Readings {
  private static final Logger LOG = LoggerFactory.getLogger(Readings.class);

  private record Known(Map<String, MoveState> byTarget, long readAt) {}

  private final Moves moves;
  private final Routes routes;
  private final Ticker ticker;
  private final long age;
  private volatile @Nullable Known known;

  /**
   * @param routes ways of twins
   * @param age oldest knowledge that readers go by
   */
  Readings(Moves moves, Routes routes, Ticker ticker, Duration age) {
    this.moves = moves;
    this.routes = routes;
    this.ticker = ticker;
    this.age = age.toNanos();
  }

  /** The move of a namespace that the old side answers for. */
  Optional<MoveState> oldSide(String namespace) {
    return Optional.ofNullable(fresh().byTarget().get(namespace));
  }

  private Known fresh() {
    Known last = known;
    if (last != null && ticker.nanos() - last.readAt() < age) {
      return last;
    }
    synchronized (this) {
      Known now = known;
      if (now != null && ticker.nanos() - now.readAt() < age) {
        return now;
      }
      return read(now);
    }
  }

  private Known read(@Nullable Known last) {
    long before = ticker.nanos();
    try {
      Map<UUID, Stage> stages = new HashMap<>();
      routes.all().forEach((Route route) -> stages.put(route.tenant(), route.stage()));
      Map<String, MoveState> old = new HashMap<>();
      for (MoveState state : moves.all()) {
        Stage stage = stages.getOrDefault(state.move().twinUid(), Stage.OFF);
        if (!stage.newAnswers()) {
          old.put(state.move().target(), state);
        }
      }
      Known next = new Known(Map.copyOf(old), before);
      known = next;
      return next;
    } catch (RuntimeException e) {
      if (last == null) {
        throw e;
      }
      LOG.warn("moves cannot be read, going by what was known", e);
      return last;
    }
  }
}
