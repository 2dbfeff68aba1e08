package io.palimpsest.ingest.testing;

import io.palimpsest.local.stack.Part;
import io.palimpsest.local.stack.RunningStack;
import io.palimpsest.local.stack.SharedStack;
import io.palimpsest.messaging.KafkaSettings;
import io.palimpsest.messaging.Replication;
import io.palimpsest.messaging.Topics;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;

/** Starts broker, registry and database once per JVM, and tells the service where they are. */
public final class RealParts implements QuarkusTestResourceLifecycleManager {
  /** The parts that the tests need; starts what is missing. */
  static RunningStack stack() {
    try {
      return SharedStack.with(Part.BROKER, Part.REGISTRY, Part.DOCUMENTS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  @Override
  public Map<String, String> start() {
    RunningStack stack = stack();
    try (Topics topics =
        Topics.connect(
            KafkaSettings.of(stack.bootstrapServers(), "ingest-tests"),
            URI.create(stack.registryUrl()),
            Replication.LOCAL)) {
      topics.apply();
    }
    String database = "ingest_" + UUID.randomUUID().toString().substring(0, 8);
    return Map.ofEntries(
        Map.entry("palimpsest.kafka.bootstrap-servers", stack.bootstrapServers()),
        Map.entry("palimpsest.registry.url", stack.registryUrl()),
        Map.entry("quarkus.mongodb.connection-string", stack.mongoUri(database)),
        Map.entry("quarkus.mongodb.database", database),
        Map.entry("quarkus.oidc.public-key", stack.secrets().publicKey()),
        Map.entry("palimpsest.proof.key-file", stack.secrets().signingKeyFile("ingest").toString()),
        Map.entry("palimpsest.proof.trusted-keys", stack.secrets().trustedKeys().toString()),
        Map.entry("palimpsest.access.digest-key", "a-key-for-tests-only"),
        Map.entry("palimpsest.ingest.sealing.master-key-file", masterKey().toString()),
        Map.entry("palimpsest.ingest.sealing.create-master-key", "true"),
        Map.entry("palimpsest.ingest.sealing.seal-plain-after", "1h"));
  }

  /** Where the service under test has its master key. */
  public static Path masterKey() {
    return Path.of("target", "master-key-" + ProcessHandle.current().pid() + ".json")
        .toAbsolutePath();
  }

  @Override
  public void stop() {}
}
