package io.palimpsest.reembed.route;

import com.mongodb.MongoException;
import io.palimpsest.fencing.Ticker;
import io.palimpsest.reembed.ledger.LedgerUnavailableException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The routes as this instance knows them, read again when what it knows is too old. Writers never
 * go by older knowledge; readers never wait. Thread-safe.
 */
public final class RouteView {
  private static final Logger LOG = LoggerFactory.getLogger(RouteView.class);

  private record Known(Map<UUID, Route> routes, long readAt) {}

  private final Routes routes;
  private final Ticker ticker;
  private final Duration age;
  private final AtomicBoolean reading = new AtomicBoolean();
  private volatile @Nullable Known known;

  /**
   * @param routes where they are
   * @param ticker this process's clock
   * @param age oldest knowledge that writers go by
   */
  public RouteView(Routes routes, Ticker ticker, Duration age) {
    this.routes = routes;
    this.ticker = ticker;
    this.age = age;
  }

  /** The route of a tenant, for writing. Errors are {@link LedgerUnavailableException}. */
  public Optional<Route> forWriting(UUID tenant) {
    return Optional.ofNullable(fresh().routes().get(tenant));
  }

  /**
   * The route of a tenant, for reading: as it is known. What is known too long is read again
   * meanwhile, so that nobody who searches waits for it.
   */
  public Optional<Route> forReading(UUID tenant) {
    Known last = known;
    if (last == null) {
      return forWriting(tenant);
    }
    if (isOld(last) && reading.compareAndSet(false, true)) {
      Thread.ofVirtual().name("routes").start(this::refresh);
    }
    return Optional.ofNullable(last.routes().get(tenant));
  }

  private void refresh() {
    try {
      fresh();
    } catch (RuntimeException e) {
      LOG.warn("routes cannot be read, going by what was known", e);
    } finally {
      reading.set(false);
    }
  }

  /** Those of some routes that have changed since, by now and not as they are known. */
  Set<UUID> moved(Collection<Route> since) {
    if (since.isEmpty()) {
      return Set.of();
    }
    try {
      Map<UUID, Long> now = routes.versions(since.stream().map(Route::tenant).toList());
      return since.stream()
          .filter(route -> !Objects.equals(now.get(route.tenant()), route.version()))
          .map(Route::tenant)
          .collect(Collectors.toSet());
    } catch (MongoException e) {
      throw new LedgerUnavailableException(e);
    }
  }

  /**
   * Whether the changes of a tenant go to a target.
   *
   * @param home target of tenants without a route
   */
  public boolean writes(UUID tenant, String target, String home) {
    return forWriting(tenant)
        .map(route -> route.writes(target))
        .orElseGet(() -> target.equals(home));
  }

  /** Time after a change of a route in which every instance goes by it. */
  public Duration settling() {
    return age.multipliedBy(2);
  }

  private boolean isOld(Known what) {
    return ticker.nanos() - what.readAt() >= age.toNanos();
  }

  private Known fresh() {
    Known last = known;
    if (last != null && !isOld(last)) {
      return last;
    }
    synchronized (this) {
      Known now = known;
      if (now != null && !isOld(now)) {
        return now;
      }
      long before = ticker.nanos();
      Map<UUID, Route> read = new HashMap<>();
      try {
        routes.all().forEach(route -> read.put(route.tenant(), route));
      } catch (MongoException e) {
        throw new LedgerUnavailableException(e);
      }
      Known next = new Known(Map.copyOf(read), before);
      known = next;
      return next;
    }
  }
}
