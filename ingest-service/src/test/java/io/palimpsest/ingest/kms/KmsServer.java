package io.palimpsest.ingest.kms;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.palimpsest.sealing.BrokenSealException;
import io.palimpsest.sealing.DataKey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The two calls of AWS KMS that are used, over HTTP as the SDK makes them. Its keys never leave it.
 * While it exists the SDK finds it, and credentials, in system properties.
 */
public final class KmsServer implements AutoCloseable {
  public static final String KEY = "arn:aws:kms:eu-central-1:111122223333:key/first";
  public static final String OTHER = "arn:aws:kms:eu-central-1:111122223333:key/second";

  private static final Map<String, String> FOUND_BY_THE_SDK =
      Map.of("aws.accessKeyId", "AKIATEST", "aws.secretAccessKey", "not-a-secret");
  private static final String ENDPOINT = "aws.endpointUrlKms";
  private static final String CALL_PREFIX = "TrentService.";

  /** Calls that were answered. */
  public final AtomicInteger calls = new AtomicInteger();

  /** Calls that were denied. */
  public final AtomicInteger denials = new AtomicInteger();

  /** Whether every call is denied. */
  public volatile boolean denying;

  private final Map<String, DataKey> keys =
      new ConcurrentHashMap<>(Map.of(KEY, DataKey.generate(), OTHER, DataKey.generate()));
  private final ObjectMapper json = new ObjectMapper();
  private final HttpServer server;

  public KmsServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    FOUND_BY_THE_SDK.forEach(System::setProperty);
    System.setProperty(ENDPOINT, "http://localhost:" + server.getAddress().getPort());
  }

  private void answer(HttpExchange exchange) throws IOException {
    String call = exchange.getRequestHeaders().getFirst("X-Amz-Target");
    JsonNode request = json.readTree(exchange.getRequestBody());
    if (denying) {
      denials.incrementAndGet();
      refuse(exchange, "AccessDeniedException");
      return;
    }
    calls.incrementAndGet();
    DataKey key = keys.get(request.path("KeyId").asText());
    String context = request.path("EncryptionContext").toString();
    if (key == null) {
      refuse(exchange, "NotFoundException");
    } else if (call.equals(CALL_PREFIX + "Encrypt")) {
      byte[] sealed = key.seal(request.path("Plaintext").binaryValue(), context);
      send(exchange, 200, Map.of("CiphertextBlob", sealed));
    } else {
      decrypt(exchange, key, request.path("CiphertextBlob").binaryValue(), context);
    }
  }

  private void decrypt(HttpExchange exchange, DataKey key, byte[] sealed, String context)
      throws IOException {
    byte @Nullable [] plain;
    try {
      plain = key.open(sealed, context);
    } catch (BrokenSealException anothers) {
      plain = null;
    }
    if (plain == null) {
      refuse(exchange, "InvalidCiphertextException");
    } else {
      send(exchange, 200, Map.of("Plaintext", plain));
    }
  }

  private void refuse(HttpExchange exchange, String type) throws IOException {
    send(exchange, 400, Map.of("__type", type, "message", "refused"));
  }

  private void send(HttpExchange exchange, int status, Map<String, ?> body) throws IOException {
    byte[] bytes = json.writeValueAsBytes(body);
    exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
    FOUND_BY_THE_SDK.keySet().forEach(System::clearProperty);
    System.clearProperty(ENDPOINT);
  }
}
