package io.palimpsest.erasure.watch;

import io.palimpsest.fencing.FenceLog;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Ready while the roll of writers can be read; says at which record it cannot. */
@Readiness
@ApplicationScoped
class RollReady implements HealthCheck {
  private final FenceLog fences;

  RollReady(FenceLog fences) {
    this.fences = fences;
  }

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder answer = HealthCheckResponse.named("roll");
    fences.obstacle().ifPresent(reason -> answer.withData("writers", reason));
    return answer.status(fences.obstacle().isEmpty()).build();
  }
}
