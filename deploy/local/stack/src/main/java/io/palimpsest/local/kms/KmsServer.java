package io.palimpsest.local.kms;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The two calls of AWS KMS that are used, over HTTP as the SDK makes them. What it encrypts it
 * remembers, under random bytes that say nothing. While it exists the SDK finds it, and
 * credentials, in system properties of this process.
 */
public final class KmsServer implements AutoCloseable {
  /** ARN of a key. */
  public static final String KEY = "arn:aws:kms:eu-central-1:111122223333:key/first";

  /** ARN of another one. */
  public static final String OTHER = "arn:aws:kms:eu-central-1:111122223333:key/second";

  private static final Map<String, String> FOUND_BY_THE_SDK =
      Map.of("aws.accessKeyId", "AKIATEST", "aws.secretAccessKey", "not-a-secret");
  private static final String ENDPOINT = "aws.endpointUrlKms";
  private static final String CALL_PREFIX = "TrentService.";
  private static final int BLOB_LENGTH = 48;

  private final AtomicInteger calls = new AtomicInteger();
  private final AtomicInteger denials = new AtomicInteger();
  private volatile boolean denying;

  private final Set<String> keys = Set.of(KEY, OTHER);
  private final Map<String, Encrypted> encrypted = new ConcurrentHashMap<>();
  private final SecureRandom random = new SecureRandom();
  private final ObjectMapper json = new ObjectMapper();
  private final HttpServer server;

  private record Encrypted(String key, String context, String plaintext) {}

  /** Starts it on a free port. */
  public KmsServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    FOUND_BY_THE_SDK.forEach(System::setProperty);
    System.setProperty(ENDPOINT, "http://localhost:" + server.getAddress().getPort());
  }

  /** Calls that were answered. */
  public int calls() {
    return calls.get();
  }

  /** Calls that were denied. */
  public int denials() {
    return denials.get();
  }

  /** Whether every call is denied from now on. */
  public void deny(boolean all) {
    denying = all;
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
    String key = request.path("KeyId").asText();
    String context = request.path("EncryptionContext").toString();
    if (!keys.contains(key)) {
      refuse(exchange, "NotFoundException");
    } else if (call.equals(CALL_PREFIX + "Encrypt")) {
      encrypt(exchange, new Encrypted(key, context, request.path("Plaintext").asText()));
    } else {
      decrypt(exchange, encrypted.get(request.path("CiphertextBlob").asText()), key, context);
    }
  }

  private void encrypt(HttpExchange exchange, Encrypted what) throws IOException {
    byte[] bytes = new byte[BLOB_LENGTH];
    random.nextBytes(bytes);
    String blob = Base64.getEncoder().encodeToString(bytes);
    encrypted.put(blob, what);
    send(exchange, 200, Map.of("CiphertextBlob", blob, "KeyId", what.key()));
  }

  private void decrypt(HttpExchange exchange, @Nullable Encrypted found, String key, String context)
      throws IOException {
    if (found == null || !found.context().equals(context)) {
      refuse(exchange, "InvalidCiphertextException");
    } else if (!found.key().equals(key)) {
      refuse(exchange, "IncorrectKeyException");
    } else {
      send(exchange, 200, Map.of("Plaintext", found.plaintext(), "KeyId", key));
    }
  }

  private void refuse(HttpExchange exchange, String type) throws IOException {
    send(exchange, 400, Map.of("__type", type, "message", "refused"));
  }

  private void send(HttpExchange exchange, int status, Map<String, String> body)
      throws IOException {
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
