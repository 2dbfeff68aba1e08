package io.palimpsest.reembed.route;

import io.palimpsest.messaging.EventPublisher;
import io.palimpsest.messaging.proof.RecordSigner;
import io.palimpsest.topic.Topic;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Takes changes of routes to the log's intake. */
public final class RouteCourier {
  private static final long SECONDS = 15;

  private final Routes routes;
  private final EventPublisher publisher;

  public RouteCourier(Routes routes, EventPublisher publisher) {
    this.routes = routes;
    this.publisher = publisher;
  }

  /** Tells what may not have been told yet; what fails is told with the next call. */
  public void tell() {
    for (Routes.Unsaid unsaid : routes.unsaid()) {
      publisher
          .publishRaw(
              Topic.AUDIT_INTAKE,
              unsaid.source(),
              unsaid.value(),
              Map.of(RecordSigner.HEADER, unsaid.proof()))
          .orTimeout(SECONDS, TimeUnit.SECONDS)
          .join();
      routes.said(unsaid);
    }
  }
}
