package io.palimpsest.erasure.watch;

import io.palimpsest.erasure.broker.LongWork;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Ready while every work on a thread of its own goes on; says which does not, and why. */
@Readiness
@ApplicationScoped
class LongWorkReady implements HealthCheck {
  private final List<LongWork> works;

  LongWorkReady(@All List<LongWork> works) {
    this.works = works;
  }

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder answer = HealthCheckResponse.named("work");
    boolean goesOn = true;
    for (LongWork work : works) {
      String obstacle = work.obstacle().orElse("");
      goesOn &= obstacle.isEmpty();
      answer.withData(work.name(), obstacle.isEmpty() ? "goes on" : obstacle);
    }
    return answer.status(goesOn).build();
  }
}
