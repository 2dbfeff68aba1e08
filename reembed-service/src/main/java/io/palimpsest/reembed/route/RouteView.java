package io.palimpsest.reembed.route;

import com.mongodb.MongoException;
import io.palimpsest.fencing.Ticker;
import io.palimpsest.reembed.ledger.LedgerUnavailableException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The routes as this instance knows them, read again when what it knows is too old. Writers never
 * go by older knowledge; readers do when the database does not answer. Thread-safe.
 */
public final class RouteView {
  private static final Logger LOG = LoggerFactory.getLogger(RouteView.class);

  private record Known(Map<UUID, Route> routes, long readAt) {}

  private final Routes routes;
  private final Ticker ticker;
  private final Duration age;
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

  /** The route of a tenant, for reading. */
  public Optional<Route> forReading(UUID tenant) {
    Known last = known;
    try {
      last = fresh();
    } catch (RuntimeException e) {
      if (last == null) {
        throw e;
      }
      LOG.warn("routes cannot be read, going by what was known", e);
    }
    return Optional.ofNullable(last.routes().get(tenant));
  }

  /**
   * Whether the changes of a tenant go to a target.
   *
   * @param home target of tenants without a route
   */
  public boolean writes(UUID tenant, String target, String home) {
    return forReading(tenant)
        .map(
            route ->
                route.answering().equals(target)
                    || route.alsoWritten().filter(target::equals).isPresent())
        .orElseGet(() -> target.equals(home));
  }

  /** Time after a change of a route in which every instance goes by it. */
  public Duration settling() {
    return age.multipliedBy(2);
  }

  private Known fresh() {
    Known last = known;
    if (last != null && ticker.nanos() - last.readAt() < age.toNanos()) {
      return last;
    }
    synchronized (this) {
      Known now = known;
      if (now != null && ticker.nanos() - now.readAt() < age.toNanos()) {
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
