package io.palimpsest.reembed.repair;

import io.palimpsest.fencing.Work;
import io.palimpsest.jobs.Hold;
import io.palimpsest.jobs.InvalidJobException;
import io.palimpsest.jobs.Job;
import io.palimpsest.jobs.JobFailedException;
import io.palimpsest.jobs.JobKind;
import io.palimpsest.jobs.Lap;
import io.palimpsest.reembed.change.NamedTenant;
import io.palimpsest.reembed.fence.Admissions;
import io.palimpsest.reembed.fence.Admissions.Admitted;
import io.palimpsest.reembed.ledger.LedgerRow;
import io.palimpsest.reembed.ledger.ScopeRows;
import io.palimpsest.reembed.route.Route;
import io.palimpsest.reembed.route.RouteView;
import io.palimpsest.reembed.route.Routes;
import io.palimpsest.reembed.route.Stage;
import io.palimpsest.vectorstore.TenantHandle;
import io.palimpsest.vectorstore.VectorStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * Gives up the old side of a route that is at its end: drops the tenant's namespaces there and
 * takes their rows out of the ledger. Begins when no instance writes that side any more.
 */
public final class Retire implements JobKind {
  /** Its name, as operators say it. */
  public static final String NAME = "retire";

  private static final int PAGE = 200;
  private final Map<String, VectorStore> stores;
  private final Routes routes;
  private final RouteView view;
  private final ScopeRows rows;
  private final Admissions admissions;
  private final NamedTenant tenants;

  /**
   * @param stores indexes by name of their target
   * @param routes where the route is
   * @param view says how soon every instance knows of a stage
   * @param rows the ledger
   * @param admissions the fence
   * @param tenants finds tenants and their namespaces
   */
  public Retire(
      Map<String, VectorStore> stores,
      Routes routes,
      RouteView view,
      ScopeRows rows,
      Admissions admissions,
      NamedTenant tenants) {
    this.stores = Map.copyOf(stores);
    this.routes = routes;
    this.view = view;
    this.rows = rows;
    this.admissions = admissions;
    this.tenants = tenants;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Map<String, String> parameters(Map<String, String> given) {
    Map<String, String> parameters = Parameters.of(given, tenants, "again");
    UUID tenant =
        Parameters.tenant(parameters)
            .orElseThrow(() -> new InvalidJobException("parameters.tenant", "is given"));
    if (complete(tenant).isEmpty()) {
      throw new InvalidJobException("parameters.tenant", "has a route that is complete");
    }
    return parameters;
  }

  @Override
  public String slot(Map<String, String> parameters) {
    return NAME + "/" + parameters.get("tenant");
  }

  @Override
  public Lap lap(Job job, Hold hold) throws InterruptedException {
    UUID tenant = Parameters.tenant(job.parameters()).orElseThrow();
    Route route = complete(tenant).orElseThrow(() -> new JobFailedException("route.not_complete"));
    VectorStore store = stores.get(route.from());
    if (store == null) {
      throw new JobFailedException("route.no_such_target");
    }
    hold.pause(view.settling().plus(admissions.waitForIntent()));
    long removed = 0;
    List<TenantHandle> handles = tenants.handles(tenant);
    for (TenantHandle handle : handles) {
      hold.check();
      drop(store, handle, tenant);
      removed += forget(route.from(), handle.namespace().name(), hold);
    }
    return new Lap(
        "",
        handles.size(),
        OptionalLong.of(handles.size()),
        removed,
        Map.of("rows_removed", removed),
        true);
  }

  private Optional<Route> complete(UUID tenant) {
    return routes.find(tenant).filter(route -> route.stage() == Stage.COMPLETE);
  }

  private void drop(VectorStore store, TenantHandle handle, UUID tenant)
      throws InterruptedException {
    Optional<Work> admitted = admissions.admitAll(List.of(tenant));
    if (admitted.isPresent()) {
      try (Work work = admitted.get()) {
        store.forTenant(handle).drop(work);
      }
    }
  }

  private long forget(String target, String namespace, Hold hold) throws InterruptedException {
    long forgotten = 0;
    while (true) {
      hold.check();
      List<LedgerRow> page = rows.page(target, namespace, Optional.empty(), PAGE);
      Admitted<LedgerRow> admitted = admissions.admit(page, LedgerRow::entity);
      long before = forgotten;
      try (Work work = admitted.work()) {
        for (LedgerRow row : admitted.admitted()) {
          forgotten += rows.drop(row, work) ? 1 : 0;
        }
      }
      if (forgotten == before) {
        return forgotten;
      }
    }
  }
}
