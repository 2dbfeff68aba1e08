package io.palimpsest.erasure;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;

/**
 * A small issuer for the authorization code flow with PKCE. Who comes is signed in already, as who
 * the test says; a code counts once, for the client, address and verifier that it was asked for.
 */
public final class CodeIssuer implements AutoCloseable {
  static final String CLIENT = "console";
  static final String AUDIENCE = "palimpsest";

  private final Map<String, Map<String, String>> codes = new ConcurrentHashMap<>();
  private final PublicJsonWebKey key;
  private final HttpServer server;
  private volatile List<String> roles = List.of("compliance");
  private volatile String audience = AUDIENCE;
  private volatile boolean refuses;

  CodeIssuer() {
    try {
      key = RsaJwkGenerator.generateJwk(2048);
      key.setKeyId("one");
      key.setUse("sig");
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException | JoseException e) {
      throw new IllegalStateException(e);
    }
    server.createContext("/", this::answer);
    server.start();
  }

  String address() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  /** Who comes has these roles from now on. */
  void signsIn(String... with) {
    roles = List.of(with);
    audience = AUDIENCE;
    refuses = false;
  }

  /** Tokens are for somebody else from now on. */
  void issuesFor(String other) {
    audience = other;
  }

  /** Whoever comes is turned away. */
  void refuse() {
    refuses = true;
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      if (path.endsWith("/auth")) {
        authorize(exchange);
        return;
      }
      Map<String, ?> answer =
          path.endsWith("/token")
              ? tokens(
                  form(
                      new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)))
              : path.endsWith("/certs") ? Map.of() : discovery();
      byte[] body =
          (path.endsWith("/certs")
                  ? new JsonWebKeySet(key).toJson(OutputControlLevel.PUBLIC_ONLY)
                  : JsonUtil.toJson(answer))
              .getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      exchange.sendResponseHeaders(answer.containsKey("error") ? 400 : 200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private Map<String, ?> discovery() {
    return Map.of(
        "issuer", address(),
        "jwks_uri", address() + "/certs",
        "authorization_endpoint", address() + "/auth",
        "token_endpoint", address() + "/token");
  }

  private void authorize(HttpExchange exchange) throws IOException {
    Map<String, String> asked = form(exchange.getRequestURI().getRawQuery());
    boolean proper =
        asked.getOrDefault("response_type", "").equals("code")
            && asked.getOrDefault("client_id", "").equals(CLIENT)
            && asked.getOrDefault("code_challenge_method", "").equals("S256")
            && !asked.getOrDefault("code_challenge", "").isEmpty()
            && !asked.getOrDefault("nonce", "").isEmpty();
    if (!proper) {
      exchange.sendResponseHeaders(400, -1);
      return;
    }
    String code = UUID.randomUUID().toString();
    codes.put(code, asked);
    String back =
        asked.get("redirect_uri")
            + (refuses ? "?error=access_denied" : "?code=" + code)
            + "&state="
            + URLEncoder.encode(asked.get("state"), StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Location", back);
    exchange.sendResponseHeaders(302, -1);
  }

  private Map<String, ?> tokens(Map<String, String> given) {
    Map<String, String> asked = codes.remove(given.getOrDefault("code", ""));
    if (asked == null
        || !asked.get("client_id").equals(given.get("client_id"))
        || !asked.get("redirect_uri").equals(given.get("redirect_uri"))
        || !asked
            .get("code_challenge")
            .equals(challenge(given.getOrDefault("code_verifier", "")))) {
      return Map.of("error", "invalid_grant");
    }
    JwtClaims id = claims();
    id.setAudience(CLIENT);
    id.setClaim("nonce", asked.get("nonce"));
    JwtClaims access = claims();
    access.setAudience(audience);
    access.setClaim("roles", roles);
    return Map.of(
        "token_type",
        "Bearer",
        "expires_in",
        300,
        "id_token",
        signed(id),
        "access_token",
        signed(access));
  }

  private JwtClaims claims() {
    JwtClaims claims = new JwtClaims();
    claims.setIssuer(address());
    claims.setSubject("mira");
    claims.setIssuedAt(date(Instant.now()));
    claims.setExpirationTime(date(Instant.now().plusSeconds(300)));
    return claims;
  }

  private String signed(JwtClaims claims) {
    JsonWebSignature signature = new JsonWebSignature();
    signature.setAlgorithmHeaderValue("RS256");
    signature.setKeyIdHeaderValue("one");
    signature.setPayload(claims.toJson());
    signature.setKey(key.getPrivateKey());
    try {
      return signature.getCompactSerialization();
    } catch (JoseException e) {
      throw new IllegalStateException(e);
    }
  }

  private static NumericDate date(Instant instant) {
    return NumericDate.fromSeconds(instant.getEpochSecond());
  }

  private static String challenge(String verifier) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, String> form(String text) {
    Map<String, String> fields = new HashMap<>();
    Arrays.stream(text == null ? new String[0] : text.split("&"))
        .map(pair -> pair.split("=", 2))
        .forEach(pair -> fields.put(pair[0], URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    return fields;
  }
}
