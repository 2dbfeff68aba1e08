package io.palimpsest.erasure;

import io.palimpsest.local.stack.Part;
import io.palimpsest.local.stack.Relay;
import io.palimpsest.local.stack.RunningStack;
import io.palimpsest.local.stack.SharedStack;
import io.palimpsest.local.stack.VectorIndexes;
import io.palimpsest.messaging.KafkaSettings;
import io.palimpsest.messaging.Replication;
import io.palimpsest.messaging.Topics;
import io.palimpsest.messaging.proof.RecordSigner;
import io.palimpsest.topic.AnyTopic;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Real broker, registry, documents and vectors; the registry's endpoints are the test's own. */
public final class StackResource implements QuarkusTestResourceLifecycleManager {
  private static Relay documents;

  /** What lies between the service under test and its documents. */
  static Relay documents() {
    return documents;
  }

  @Override
  public Map<String, String> start() {
    try {
      RunningStack stack =
          SharedStack.with(Part.BROKER, Part.REGISTRY, Part.DOCUMENTS, Part.VECTORS);
      KafkaSettings kafka = KafkaSettings.of(stack.bootstrapServers(), "topics");
      try (Topics topics =
          Topics.connect(
              kafka,
              URI.create(stack.registryUrl()),
              Replication.LOCAL,
              AnyTopic.catalogue(List.of(SampleCrm.NAME)))) {
        topics.apply();
      }
      return settings(stack);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, String> settings(RunningStack stack) {
    Map<String, String> settings = new HashMap<>(stack.environment(Part.ERASURE));
    String port = Integer.toString(freePort());
    settings.put("quarkus.oidc.public-key", stack.secrets().publicKey());
    URI mongo = URI.create(stack.mongoUri("erasure"));
    documents = relay(mongo);
    settings.put(
        "quarkus.mongodb.connection-string",
        mongo.toString().replace(mongo.getAuthority(), documents.host()));
    settings.put("PALIMPSEST_INGEST_URL", "http://127.0.0.1:" + port);
    settings.put("PALIMPSEST_REEMBED_URL", "http://127.0.0.1:" + port);
    settings.put("test.ingest-port", port);
    settings.put("test.private-key", stack.secrets().privateKeyFile().toString());
    putKeys(stack, settings);
    settings.put("palimpsest.erasure.callback.hosts", "127.0.0.1,localhost");
    settings.put("palimpsest.erasure.callback.key", "callback-test-key");
    settings.put("palimpsest.erasure.callback.plain-http", "true");
    settings.put("palimpsest.erasure.keys.create-master-key", "true");
    settings.put("palimpsest.erasure.saga.truncate-demands", "500ms");
    settings.put("palimpsest.fence.lease", "400ms");
    settings.put("palimpsest.fence.deadline", "400ms");
    settings.put("palimpsest.fence.landing", "200ms");
    settings.put("palimpsest.erasure.saga.answer-time", "2s");
    settings.put("palimpsest.erasure.saga.clock-skew", "100ms");
    settings.put("palimpsest.erasure.verifier.visibility", "100ms");
    // An index of other vectors beside the first, as a route to another model has it.
    settings.put("PALIMPSEST_NEXT_HOST", new VectorIndexes(stack).create(8));
    settings.put("PALIMPSEST_NEXT_VERIFIER_API_KEY", settings.get("PINECONE_VERIFIER_API_KEY"));
    settings.put("PALIMPSEST_NEXT_API_KEY", stack.secrets().vectorsAdminKey());
    return settings;
  }

  /** Signs as any service of the running stack. */
  public static RecordSigner anyAuthor() {
    try {
      return RecordSigner.read(SharedStack.with(Part.BROKER).secrets().signingKeys());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The services' keys and one of the sample application's, which the service trusts, too. */
  private static void putKeys(RunningStack stack, Map<String, String> settings) {
    try {
      Path keys = Files.createTempDirectory("signing");
      Path trusted = Files.createTempDirectory("trusted");
      copy(stack.secrets().signingKeys(), keys);
      copy(stack.secrets().trustedKeys(), trusted);
      KeyPair crm = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
      String file = SampleCrm.NAME + ".pem";
      Files.writeString(keys.resolve(file), pem("PRIVATE KEY", crm.getPrivate()));
      Files.writeString(trusted.resolve(file), pem("PUBLIC KEY", crm.getPublic()));
      settings.put("test.signing-keys", keys.toString());
      settings.put("palimpsest.proof.trusted-keys", trusted.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName().toString()));
      }
    }
  }

  private static String pem(String type, Key key) {
    String body = Base64.getMimeEncoder().encodeToString(key.getEncoded());
    return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(type, body);
  }

  private static Relay relay(URI server) {
    try {
      return new Relay(server.getAuthority());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void stop() {
    // The shared stack and the way to it end with the JVM.
  }
}
