package io.palimpsest.access;

import io.palimpsest.access.token.TokenKeys;
import io.palimpsest.access.token.Tokens;
import io.palimpsest.tenancy.CreatorId;
import io.palimpsest.tenancy.Principal;
import io.palimpsest.tenancy.Role;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/** A key pair for this run, told to the application as its configuration. */
public final class TestKeys implements QuarkusTestResourceLifecycleManager {
  private static final String PAIR = "palimpsest.test.keys";
  private static final Duration HOUR = Duration.ofHours(1);

  @Override
  public Map<String, String> start() {
    return Map.of(
        "quarkus.oidc.public-key",
        TokenKeys.line(pair().getPublic()),
        "quarkus.http.test-port",
        "0");
  }

  @Override
  public void stop() {
    System.getProperties().remove(PAIR);
  }

  public static String token(Role role) {
    return new Tokens(pair().getPrivate()).mint(principal(role), Instant.now(), HOUR);
  }

  public static String expired(Role role) {
    Instant longAgo = Instant.now().minus(HOUR.multipliedBy(3));
    return new Tokens(pair().getPrivate()).mint(principal(role), longAgo, HOUR);
  }

  public static String foreign(Role role) {
    return new Tokens(TokenKeys.generate().getPrivate()).mint(principal(role), Instant.now(), HOUR);
  }

  /** Signed by the right key, whatever it says. */
  public static String saying(String claims) {
    JsonWebSignature signature = new JsonWebSignature();
    signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
    signature.setPayload(claims);
    signature.setKey(pair().getPrivate());
    try {
      return signature.getCompactSerialization();
    } catch (JoseException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static Principal principal(Role role) {
    return new Principal(
        "key-" + role.claim(), Set.of(role), Optional.of(new CreatorId("sainath.no.1")), Set.of());
  }

  /** One pair for all class loaders of the process. */
  private static KeyPair pair() {
    return (KeyPair) System.getProperties().computeIfAbsent(PAIR, name -> TokenKeys.generate());
  }
}
