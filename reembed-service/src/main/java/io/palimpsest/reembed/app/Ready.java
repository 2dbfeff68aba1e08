package io.palimpsest.reembed.app;

import io.palimpsest.event.TenantChanged;
import io.palimpsest.fencing.Writer;
import io.palimpsest.messaging.Reach;
import io.palimpsest.messaging.TopicFollower;
import io.palimpsest.reembed.erase.ErasureChannel;
import io.palimpsest.reembed.intake.Channel;
import io.palimpsest.reembed.intake.Dependencies;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Ready when changes can become vectors; says what stands in the way. */
@Readiness
@Singleton
class Ready implements HealthCheck {
  private final Lifecycle lifecycle;
  private final Dependencies dependencies;
  private final Writer writer;
  private final TopicFollower<TenantChanged> tenants;
  private final Reach reach;
  private final Instance<RestoreGates> gate;
  private final Instance<Channel> changes;
  private final Instance<ErasureChannel> erasure;

  Ready(
      Lifecycle lifecycle,
      Dependencies dependencies,
      Writer writer,
      Reach reach,
      TopicFollower<TenantChanged> tenants,
      Instance<RestoreGates> gate,
      Instance<Channel> changes,
      Instance<ErasureChannel> erasure) {
    this.lifecycle = lifecycle;
    this.dependencies = dependencies;
    this.writer = writer;
    this.reach = reach;
    this.tenants = tenants;
    this.gate = gate;
    this.changes = changes;
    this.erasure = erasure;
  }

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder answer = HealthCheckResponse.named("index");
    lifecycle.obstacle().ifPresent(reason -> answer.withData("start", reason));
    dependencies.down().forEach(answer::withData);
    boolean leased = writer.leased();
    if (!leased) {
      answer.withData("fence", writer.obstacle().or(reach::obstacle).orElse("no lease yet"));
    }
    Optional<String> blind = tenants.obstacle();
    blind.ifPresent(reason -> answer.withData("tenants", reason));
    boolean started = lifecycle.obstacle().isEmpty();
    boolean compared = started && gate.get().passed();
    if (started && !compared) {
      answer.withData("restore", "not compared with the fences yet");
    }
    Optional<String> reading = started ? changes.get().failure() : Optional.empty();
    reading.ifPresent(reason -> answer.withData("changes", reason));
    Optional<String> tasks = started ? erasure.get().failure() : Optional.empty();
    tasks.ifPresent(reason -> answer.withData("erasure", reason));
    boolean reads = blind.isEmpty() && reading.isEmpty() && tasks.isEmpty();
    boolean up = leased && compared && reads && dependencies.allUp();
    return answer.status(up).build();
  }
}
