package io.palimpsest.reembed.app;

import io.palimpsest.jobs.act.Acts;
import io.palimpsest.jobs.act.Intake;
import io.palimpsest.messaging.EventPublisher;
import io.palimpsest.reembed.route.RouteCourier;
import io.palimpsest.reembed.route.Routes;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;

/** Tells the log of changes of tenants' routes and of other acts, soon and until it is there. */
@ApplicationScoped
class RouteTimer {
  private final RouteCourier courier;
  private final Acts acts;
  private final Intake intake;

  RouteTimer(Routes routes, Acts acts, EventPublisher publisher) {
    this.courier = new RouteCourier(routes, publisher);
    this.acts = acts;
    this.intake = Intake.of(publisher);
  }

  @Scheduled(
      every = "{palimpsest.routes.tell}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void tell() {
    courier.tell();
    acts.tell(intake);
  }
}
