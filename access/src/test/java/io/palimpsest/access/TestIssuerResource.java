package io.palimpsest.access;

import io.palimpsest.access.issuer.TestIssuer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Tells the application of an issuer, and the test too. */
public final class TestIssuerResource implements QuarkusTestResourceLifecycleManager {
  private final TestIssuer issuer = new TestIssuer();

  @Override
  public Map<String, String> start() {
    issuer.publish("first");
    return Map.of(
        "palimpsest.access.issuer.url",
        issuer.uri().toString(),
        "palimpsest.access.issuer.refresh",
        "200MS",
        "palimpsest.access.issuer.pause",
        "100MS",
        "palimpsest.access.issuer.timeout",
        "60S",
        "palimpsest.access.audience",
        "palimpsest",
        "palimpsest.access.claims.roles",
        "realm_access/roles",
        "quarkus.http.test-port",
        "0");
  }

  @Override
  public void inject(TestInjector injector) {
    injector.injectIntoFields(issuer, new TestInjector.MatchesType(TestIssuer.class));
  }

  @Override
  public void stop() {
    issuer.close();
  }
}
