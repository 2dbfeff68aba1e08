package io.palimpsest.local.gateway;

import static io.palimpsest.local.gateway.Service.ERASURE;
import static io.palimpsest.local.gateway.Service.INGEST;
import static io.palimpsest.local.gateway.Service.REEMBED;

import java.util.List;
import java.util.Optional;

/**
 * Which service answers which request. What is not listed is not reachable from outside, so the
 * internal endpoints and the health pages of the services are not.
 */
final class RouteTable {

  private static final List<Route> ROUTES =
      List.of(
          all("/organizations", INGEST),
          all("/creators", INGEST),
          all("/submissions", INGEST),
          all("/contents", INGEST),
          all("/registry", INGEST),
          all("/ingest", INGEST),
          all("/backups", INGEST),
          all("/migrations", INGEST),
          only("DELETE", "/delphi/twin", ERASURE),
          only("DELETE", "/delphi/creator", ERASURE),
          all("/delphi/search", REEMBED),
          all("/delphi/search-cross-twin", REEMBED),
          all("/delphi/twins", REEMBED),
          all("/delphi/answer", REEMBED),
          all("/portfolio", REEMBED),
          all("/vectors", REEMBED),
          all("/routes", REEMBED),
          all("/tenants", REEMBED),
          all("/namespaces", REEMBED),
          all("/jobs", REEMBED),
          all("/parked", REEMBED),
          all("/reembed", REEMBED),
          all("/erasures", ERASURE),
          all("/log", ERASURE),
          all("/console", ERASURE),
          all("/erasure", ERASURE));

  private RouteTable() {}

  private static Route all(String path, Service service) {
    return new Route(Optional.empty(), path, service);
  }

  private static Route only(String method, String path, Service service) {
    return new Route(Optional.of(method), path, service);
  }

  /** What can be reached, without the methods. */
  static List<String> paths() {
    return ROUTES.stream().map(Route::path).distinct().toList();
  }

  /**
   * @param path decoded, without query
   */
  static Optional<Service> find(String method, String path) {
    return ROUTES.stream()
        .filter(route -> route.matches(method, path))
        .map(Route::service)
        .findFirst();
  }
}
