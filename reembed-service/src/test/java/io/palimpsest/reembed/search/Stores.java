package io.palimpsest.reembed.search;

import io.palimpsest.local.stack.Part;
import io.palimpsest.local.stack.Relay;
import io.palimpsest.local.stack.RunningStack;
import io.palimpsest.local.stack.SharedStack;
import io.palimpsest.messaging.KafkaSettings;
import io.palimpsest.messaging.Replication;
import io.palimpsest.messaging.Topics;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Map;

/** Real stores for a service under test, with the product's topics and schemas. */
public final class Stores implements QuarkusTestResourceLifecycleManager {
  private static Relay documents;

  @Override
  public Map<String, String> start() {
    RunningStack stack = stack();
    URI mongo = URI.create(stack.mongoUri("reembed"));
    try {
      documents = new Relay(mongo.getAuthority());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    URI registry = URI.create(stack.registryUrl());
    KafkaSettings kafka = KafkaSettings.of(stack.bootstrapServers(), "test-topics");
    try (Topics topics = Topics.connect(kafka, registry, Replication.LOCAL)) {
      topics.apply();
    }
    return Map.of(
        "palimpsest.kafka.bootstrap-servers", stack.bootstrapServers(),
        "palimpsest.registry.url", stack.registryUrl(),
        "palimpsest.figures.every", "1s",
        "palimpsest.vectors.host", stack.vectorsHost(),
        "palimpsest.vectors.api-key", stack.secrets().vectorsAdminKey(),
        "quarkus.mongodb.connection-string",
            mongo.toString().replace(mongo.getAuthority(), documents.host()),
        "palimpsest.proof.key-file", stack.secrets().signingKeyFile("reembed").toString(),
        "palimpsest.proof.trusted-keys", stack.secrets().trustedKeys().toString(),
        "quarkus.oidc.public-key", stack.secrets().publicKey());
  }

  @Override
  public void stop() {
    try {
      documents.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What lies between the service under test and its documents. */
  public static Relay documents() {
    return documents;
  }

  static RunningStack stack() {
    try {
      return SharedStack.with(Part.BROKER, Part.REGISTRY, Part.DOCUMENTS, Part.VECTORS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
