package io.palimpsest.access.issuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.palimpsest.access.token.ClaimNames;
import io.palimpsest.access.token.TokenRules;
import io.palimpsest.access.token.TokenVerifier;
import io.palimpsest.tenancy.Principal;
import io.palimpsest.tenancy.Role;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * The console as a client of a real Keycloak with the realm of {@code deploy/keycloak}: a person
 * signs in by the code flow with PKCE. In the full tier: it takes a minute to start.
 */
@EnabledIfSystemProperty(named = "palimpsest.full", matches = "true")
class KeycloakSignInIT {
  private static final Path CHECKOUT =
      Path.of(System.getProperty("palimpsest.checkout", "..")).toAbsolutePath();
  private static final Pattern FORM = Pattern.compile("action=\"([^\"]+)\"");
  private static final String BACK = "http://localhost:9/console/sign-in/issuer";
  private static final String VERIFIER = "a-verifier-of-tests-that-is-long-enough-for-the-protocol";
  private static final String PASSWORD = "of-tests-only";

  private final HttpClient browser =
      HttpClient.newBuilder().cookieHandler(new CookiesOfThisMachine()).build();

  /** As in a browser, cookies for https alone go to this machine without it, too. */
  private static final class CookiesOfThisMachine extends CookieManager {
    @Override
    public void put(URI uri, Map<String, List<String>> headers) throws IOException {
      super.put(uri, headers);
      getCookieStore().getCookies().forEach(cookie -> cookie.setSecure(false));
    }
  }

  @TempDir Path folder;

  @Test
  void aPersonSignsInAtTheRealmAndTheTokenOpensTheDoorsOfTheRole() throws Exception {
    try (Keycloak keycloak =
            Keycloak.start(
                Path.of("target/keycloak/keycloak-quarkus-dist.zip"),
                CHECKOUT.resolve("deploy/keycloak/palimpsest-realm.json"),
                folder);
        IssuerKeys keys =
            IssuerKeys.start(
                new IssuerSettings(
                    keycloak.issuer(),
                    Duration.ofSeconds(1),
                    Duration.ofMillis(100),
                    Duration.ofSeconds(10),
                    Duration.ofDays(30),
                    Optional.empty()),
                Clock.systemUTC())) {
      keycloak.person("mira", "compliance", PASSWORD);
      keycloak.consoleAt(BACK);
      await().atMost(Duration.ofMinutes(1)).until(keys::isKnown);

      assertThat(location(get(authorize(keycloak, Map.of()))))
          .as("without a challenge nobody signs in")
          .contains("error=invalid_request");
      String stolen = code(keycloak);
      assertThat(exchange(keycloak, stolen, "another-verifier-that-is-long-enough-for-it-too"))
          .as("a code counts for who began")
          .containsEntry("error", "invalid_grant");

      Map<String, Object> tokens = exchange(keycloak, code(keycloak), VERIFIER);
      Principal mira =
          verifier(keycloak, keys).verify((String) tokens.get("access_token"), Instant.now());
      assertThat(mira.roles()).containsExactly(Role.COMPLIANCE);
      assertThat(mira.creator()).isEmpty();
      assertThat(
              new JwtConsumerBuilder()
                  .setSkipSignatureVerification()
                  .setSkipAllValidators()
                  .build()
                  .processToClaims((String) tokens.get("id_token"))
                  .getClaimsMap())
          .containsEntry("nonce", "n-1")
          .containsEntry("sub", mira.keyId());
    }
  }

  /** Signs in, or is signed in already, and returns the code that the browser brings back. */
  private String code(Keycloak keycloak) throws Exception {
    HttpResponse<String> answer =
        get(
            authorize(
                keycloak, Map.of("code_challenge", challenge(), "code_challenge_method", "S256")));
    if (answer.statusCode() == 200) {
      Matcher form = FORM.matcher(answer.body());
      assertThat(form.find()).as(answer.body()).isTrue();
      URI action = answer.uri().resolve(form.group(1).replace("&amp;", "&"));
      answer = post(action, form(Map.of("username", "mira", "password", PASSWORD)));
    }
    Matcher code = Pattern.compile("[?&]code=([^&]+)").matcher(location(answer));
    assertThat(code.find())
        .as("%s %s %s", answer.statusCode(), location(answer), answer.body())
        .isTrue();
    return code.group(1);
  }

  private static URI authorize(Keycloak keycloak, Map<String, String> more) {
    String query =
        form(
            Map.of(
                "response_type", "code",
                "client_id", "console",
                "redirect_uri", BACK,
                "scope", "openid",
                "state", "s-1",
                "nonce", "n-1"));
    return URI.create(
        keycloak.issuer() + "/protocol/openid-connect/auth?" + query + "&" + form(more));
  }

  private Map<String, Object> exchange(Keycloak keycloak, String code, String verifier)
      throws Exception {
    HttpResponse<String> answer =
        post(
            URI.create(keycloak.issuer() + "/protocol/openid-connect/token"),
            form(
                Map.of(
                    "grant_type", "authorization_code",
                    "client_id", "console",
                    "redirect_uri", BACK,
                    "code", code,
                    "code_verifier", verifier)));
    return JsonUtil.parseJson(answer.body());
  }

  private HttpResponse<String> get(URI address) throws Exception {
    return browser.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> post(URI address, String form) throws Exception {
    return browser.send(
        HttpRequest.newBuilder(address)
            .POST(BodyPublishers.ofString(form))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .build(),
        BodyHandlers.ofString());
  }

  private static String location(HttpResponse<String> answer) {
    return answer.headers().firstValue("Location").orElse("");
  }

  private static String challenge() throws Exception {
    byte[] digest =
        MessageDigest.getInstance("SHA-256").digest(VERIFIER.getBytes(StandardCharsets.US_ASCII));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
  }

  private static String form(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(
            field ->
                field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  private static TokenVerifier verifier(Keycloak keycloak, IssuerKeys keys) {
    return new TokenVerifier(
        keys,
        new TokenRules(
            TokenRules.RS256,
            Optional.of(keycloak.issuer().toString()),
            Optional.of("palimpsest"),
            Duration.ofSeconds(30),
            ClaimNames.DEFAULT));
  }
}
