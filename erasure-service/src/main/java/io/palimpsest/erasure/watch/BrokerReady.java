package io.palimpsest.erasure.watch;

import io.palimpsest.messaging.Reach;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready while the broker answers. A registry that does not is told, and is no reason to take no
 * calls: what was read of it is kept.
 */
@Readiness
@ApplicationScoped
class BrokerReady implements HealthCheck {
  private final Reach reach;

  BrokerReady(Reach reach) {
    this.reach = reach;
  }

  @Override
  public HealthCheckResponse call() {
    Optional<String> broker = reach.broker();
    HealthCheckResponseBuilder answer = HealthCheckResponse.named("broker");
    broker.or(reach::registry).ifPresent(reason -> answer.withData("reason", reason));
    return answer.status(broker.isEmpty()).build();
  }
}
