package io.palimpsest.erasure.door;

import io.palimpsest.access.Access;
import io.palimpsest.access.AccessLog;
import io.palimpsest.access.CurrentPrincipal;
import io.palimpsest.erasure.model.Demand;
import io.palimpsest.erasure.model.ErasureRequest;
import io.palimpsest.event.AccessAction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Tells the access log of what a person did at a door, once it is done. */
@ApplicationScoped
class Acts {
  /** Whose it is where an act is about nobody in particular. */
  static final String NOBODY = "none";

  private final AccessLog accesses;
  private final CurrentPrincipal caller;

  Acts(AccessLog accesses, CurrentPrincipal caller) {
    this.accesses = accesses;
    this.caller = caller;
  }

  /** Something was decided about a request. A nameless one is known by its reference. */
  void on(ErasureRequest request) {
    Demand demand = request.demand();
    on(
        AccessAction.ADMIN,
        demand.ids().isEmpty() ? request.ref() : new Target(demand.type(), demand.ids()).tenant(),
        1);
  }

  /** Something was done to a tenant, or looked for among all. */
  void on(AccessAction action, String tenant, int count) {
    accesses.record(Access.allowed(caller.get(), action, tenant, count, Duration.ZERO));
  }

  /** The names of scopes were searched. */
  void searched(int found) {
    on(AccessAction.SEARCH, NOBODY, found);
  }
}
