package io.palimpsest.reembed.search;

import io.palimpsest.reembed.find.Place;
import io.palimpsest.reembed.route.Route;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Which sides a search asks: those of the tenant's route, or the home target. */
final class AskedTargets {
  private final Map<String, AskedTarget> sides;
  private final String home;
  private final Function<UUID, Optional<Route>> routes;

  /**
   * @param sides by name of their target
   * @param home target of tenants without a route
   * @param routes where tenants are
   */
  AskedTargets(
      Map<String, AskedTarget> sides, String home, Function<UUID, Optional<Route>> routes) {
    this.sides = Map.copyOf(sides);
    this.home = home;
    this.routes = routes;
  }

  /**
   * Who is asked.
   *
   * @param answering whose answer is given
   * @param compared whose answer is compared with it, if anybody's is
   */
  record Asked(AskedTarget answering, Optional<AskedTarget> compared) {}

  /** The sides for places, which are all of one tenant. */
  Asked of(List<Place> places) {
    Optional<Route> route =
        places.stream().findFirst().map(place -> place.owner().tenant()).flatMap(routes);
    return new Asked(
        side(route.map(Route::answering).orElse(home)),
        route.flatMap(Route::compared).map(this::side));
  }

  private AskedTarget side(String name) {
    return Objects.requireNonNull(sides.get(name), "a side for each target");
  }
}
