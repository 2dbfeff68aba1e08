package io.palimpsest.reembed.migration;

import io.palimpsest.messaging.EventPublisher;
import io.palimpsest.reembed.route.RouteCourier;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;

/** Tells the log of changes of the ways of twins, soon and until it is there. */
@ApplicationScoped
class WaysTimer {
  private final RouteCourier courier;

  WaysTimer(MigrationBeans.Ways ways, EventPublisher publisher) {
    this.courier = new RouteCourier(ways.routes(), publisher);
  }

  @Scheduled(
      every = "{palimpsest.routes.tell}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void tell() {
    courier.tell();
  }
}
