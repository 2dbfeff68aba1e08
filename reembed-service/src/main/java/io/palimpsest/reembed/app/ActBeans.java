package io.palimpsest.reembed.app;

import io.palimpsest.access.AccessLog;
import io.palimpsest.access.ActDisclosure;
import io.palimpsest.access.CurrentPrincipal;
import io.palimpsest.jobs.act.Acts;
import io.palimpsest.reembed.park.ParkingLot;
import io.palimpsest.reembed.route.Routes;
import io.palimpsest.topic.Authorship;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The keys under which the audit log was told of what this service did. */
@Singleton
class ActBeans {
  @Produces
  @Singleton
  ActDisclosure.Keys actKeys(Acts acts) {
    return acts::key;
  }

  @Produces
  @Singleton
  ActDisclosure.Keys dropKeys(ParkingLot lot) {
    return lot::toldKey;
  }

  @Produces
  @Singleton
  ActDisclosure.Keys routeKeys(Routes routes) {
    return routes::toldKey;
  }

  @Produces
  @Singleton
  ActDisclosure disclosure(
      @Any Instance<ActDisclosure.Keys> keys, CurrentPrincipal caller, AccessLog log) {
    return new ActDisclosure(Authorship.REEMBED, keys.stream().toList(), caller, log);
  }
}
