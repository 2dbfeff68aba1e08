package io.palimpsest.erasure;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;

/** The same stack, but tokens come from an issuer, where the console is a public client. */
public final class IssuerResource implements QuarkusTestResourceLifecycleManager {
  private final CodeIssuer issuer = new CodeIssuer();

  @Override
  public Map<String, String> start() {
    Map<String, String> settings = new HashMap<>(new StackResource().start());
    settings.remove("quarkus.oidc.public-key");
    settings.put("PALIMPSEST_ISSUER", issuer.address());
    settings.put("PALIMPSEST_AUDIENCE", CodeIssuer.AUDIENCE);
    settings.put("PALIMPSEST_CONSOLE_CLIENT", CodeIssuer.CLIENT);
    settings.put("palimpsest.erasure.console.secure-cookie", "false");
    return settings;
  }

  @Override
  public void inject(TestInjector injector) {
    injector.injectIntoFields(issuer, new TestInjector.MatchesType(CodeIssuer.class));
  }

  @Override
  public void stop() {
    issuer.close();
  }
}
