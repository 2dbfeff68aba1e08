package io.palimpsest.access.issuer;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.lang.JoseException;

/** An issuer with real keys, whose keys come and go, and which can be down. */
public final class TestIssuer implements AutoCloseable {
  /** Made once for all issuers: keys take long to find. */
  private static final Map<String, PublicJsonWebKey> KEYS = new ConcurrentHashMap<>();

  private final Map<String, PublicJsonWebKey> published = new LinkedHashMap<>();
  private final AtomicInteger questions = new AtomicInteger();
  private final HttpServer server;
  private volatile boolean down;
  private String address = "";

  public TestIssuer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    address = "http://localhost:" + server.getAddress().getPort() + "/realms/test";
    server.createContext("/", this::answer);
    server.start();
  }

  public URI uri() {
    return URI.create(address);
  }

  /** A new key, published from now on. */
  public synchronized void publish(String name) {
    published.put(name, KEYS.computeIfAbsent(name, TestIssuer::generate));
  }

  private static PublicJsonWebKey generate(String name) {
    try {
      PublicJsonWebKey key = RsaJwkGenerator.generateJwk(2048);
      key.setKeyId(name);
      key.setUse("sig");
      return key;
    } catch (JoseException e) {
      throw new IllegalStateException(e);
    }
  }

  public synchronized void withdraw(String name) {
    published.remove(name);
  }

  public void down(boolean silent) {
    down = silent;
  }

  /** How often its keys were asked for. */
  public int questions() {
    return questions.get();
  }

  /** A token of a key, published or not. */
  public synchronized String token(String key, JwtClaims claims) {
    JsonWebSignature signature = new JsonWebSignature();
    signature.setAlgorithmHeaderValue("RS256");
    signature.setKeyIdHeaderValue(key);
    signature.setPayload(claims.toJson());
    signature.setKey(KEYS.get(key).getPrivateKey());
    try {
      return signature.getCompactSerialization();
    } catch (JoseException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    byte[] body = body(exchange.getRequestURI().getPath()).getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(down ? 503 : 200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private synchronized String body(String path) {
    if (path.endsWith("/.well-known/openid-configuration")) {
      return JsonUtil.toJson(
          Map.of(
              "issuer", address,
              "jwks_uri", address + "/certs",
              "authorization_endpoint", address + "/auth",
              "token_endpoint", address + "/token"));
    }
    questions.incrementAndGet();
    return new JsonWebKeySet(List.copyOf(published.values()))
        .toJson(OutputControlLevel.PUBLIC_ONLY);
  }
}
