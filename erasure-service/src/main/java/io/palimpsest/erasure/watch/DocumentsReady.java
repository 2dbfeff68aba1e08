package io.palimpsest.erasure.watch;

import io.palimpsest.erasure.model.Requests;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready when requests can be read. */
@Readiness
@ApplicationScoped
class DocumentsReady implements HealthCheck {
  private final Requests requests;

  DocumentsReady(Requests requests) {
    this.requests = requests;
  }

  @Override
  public HealthCheckResponse call() {
    try {
      requests.due(Instant.EPOCH, 1);
      return HealthCheckResponse.up("documents");
    } catch (RuntimeException e) {
      return HealthCheckResponse.named("documents")
          .down()
          .withData("reason", e.getClass().getSimpleName())
          .build();
    }
  }
}
