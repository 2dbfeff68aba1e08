package io.palimpsest.erasure.console;

import io.quarkus.oidc.OidcRequestContext;
import io.quarkus.oidc.OidcTenantConfig;
import io.quarkus.oidc.OidcTenantConfigBuilder;
import io.quarkus.oidc.TenantConfigResolver;
import io.quarkus.oidc.runtime.OidcTenantConfig.ApplicationType;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Sign-in at the issuer whose tokens open all doors: the authorization code flow with PKCE, at one
 * path and nowhere else. What comes of it is a token as any other, which the guard judges.
 */
@ApplicationScoped
class IssuerSignIn implements TenantConfigResolver {
  /** Where it begins, and where the issuer sends browsers back to. */
  static final String PATH = "/console/sign-in/issuer";

  private static final String FOLDER = "/console/sign-in";

  private final Optional<OidcTenantConfig> config;

  IssuerSignIn(
      ConsoleSettings settings,
      @ConfigProperty(name = "palimpsest.access.issuer.url") Optional<String> issuer) {
    this.config =
        issuer.flatMap(url -> settings.signIn().client().map(client -> of(url, client, settings)));
  }

  /** Whether people can sign in so. */
  boolean offered() {
    return config.isPresent();
  }

  @Override
  public Uni<OidcTenantConfig> resolve(
      RoutingContext context, OidcRequestContext<OidcTenantConfig> request) {
    return context.normalizedPath().equals(PATH) && config.isPresent()
        ? Uni.createFrom().item(config.get())
        : Uni.createFrom().nullItem();
  }

  private static OidcTenantConfig of(String issuer, String client, ConsoleSettings settings) {
    ConsoleSettings.SignIn signIn = settings.signIn();
    OidcTenantConfigBuilder builder =
        new OidcTenantConfigBuilder()
            .tenantId("console")
            .authServerUrl(issuer)
            .applicationType(ApplicationType.WEB_APP)
            .clientId(client);
    signIn.secret().ifPresent(builder::credentials);
    var flow =
        builder
            .authentication()
            .pkceRequired()
            .nonceRequired()
            .redirectPath(PATH)
            .errorPath(FOLDER)
            .cookiePath(FOLDER)
            .cookieForceSecure(settings.secureCookie())
            .scopes(signIn.scopes().orElse(List.of()));
    signIn.stateSecret().ifPresent(flow::stateSecret);
    return flow.end().build();
  }
}
