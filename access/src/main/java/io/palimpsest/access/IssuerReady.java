package io.palimpsest.access;

import io.palimpsest.access.issuer.IssuerKeys;
import io.palimpsest.access.issuer.IssuerKeys.Silence;
import io.palimpsest.access.token.VerificationKeys;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready once there are keys to verify tokens with. An issuer that is silent later is said, and the
 * keys that it had go on.
 */
@Readiness
@ApplicationScoped
class IssuerReady implements HealthCheck {
  private final VerificationKeys keys;

  IssuerReady(VerificationKeys keys) {
    this.keys = keys;
  }

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder answer = HealthCheckResponse.named("issuer");
    if (!(keys instanceof IssuerKeys issuer)) {
      return answer.up().withData("keys", "one public key").build();
    }
    Optional<Silence> silence = issuer.silence();
    silence.ifPresent(
        silent ->
            answer
                .withData("silent_since", silent.since().toString())
                .withData("reason", silent.reason()));
    return answer
        .status(issuer.isKnown())
        .withData("keys", issuer.isKnown() ? "known" : "none yet")
        .build();
  }
}
