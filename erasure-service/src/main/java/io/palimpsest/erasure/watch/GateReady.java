package io.palimpsest.erasure.watch;

import io.palimpsest.erasure.saga.Gate;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready when the database was compared with what lies outside it. */
@Readiness
@ApplicationScoped
class GateReady implements HealthCheck {
  private final Gate gate;

  GateReady(Gate gate) {
    this.gate = gate;
  }

  @Override
  public HealthCheckResponse call() {
    return gate.passed()
        ? HealthCheckResponse.up("restore")
        : HealthCheckResponse.named("restore")
            .down()
            .withData("reason", "not compared with the topics yet")
            .build();
  }
}
