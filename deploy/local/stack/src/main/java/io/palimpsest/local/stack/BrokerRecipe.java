package io.palimpsest.local.stack;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** Apache Kafka: broker and controller in one process. */
final class BrokerRecipe implements Recipe {

  private static final String MODULE = "deploy/local/broker";
  private static final int HEAP_MEGABYTES = 320;
  private static final String SCRAM = "SCRAM-SHA-256";
  private static final int GUARDED_BELOW = 10_000;
  private static final int LOWEST_UNPRIVILEGED = 1_024;

  /**
   * Where the broker that listens on a port asks for a user: as far below it as no other port is
   * picked, or above where there is nothing below.
   */
  static int guarded(int port) {
    return port > GUARDED_BELOW + LOWEST_UNPRIVILEGED ? port - GUARDED_BELOW : port + GUARDED_BELOW;
  }

  @Override
  public Launch launch(Setting setting) throws IOException {
    Files.createDirectories(setting.data());
    Path properties = setting.data().resolve("server.properties");
    try (Writer writer = Files.newBufferedWriter(properties)) {
      serverProperties(setting).store(writer, null);
    }
    return new Launch(
        List.of(
            setting.leash(),
            setting.checkout().built(MODULE, "target/classes").toString(),
            setting.checkout().built(MODULE, "target/lib") + "/*"),
        "io.palimpsest.local.broker.Broker",
        List.of(properties.toString()),
        // A quarter less time to start; its work is moving bytes.
        Jvm.light(HEAP_MEGABYTES),
        Map.of(),
        setting.data(),
        // The port opens before the node serves.
        new Readiness.LogLine("Kafka Server started"));
  }

  private static Properties serverProperties(Setting setting) {
    int controllerPort = Ports.pick();
    Properties properties = new Properties();
    properties.putAll(
        Map.of(
            "process.roles", "broker,controller",
            "node.id", "1",
            "controller.quorum.voters", "1@127.0.0.1:" + controllerPort,
            "controller.listener.names", "CONTROLLER",
            "listeners",
                "PLAINTEXT://127.0.0.1:%d,GUARDED://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d"
                    .formatted(setting.port(), guarded(setting.port()), controllerPort),
            "log.dirs", setting.data().resolve("log").toString(),
            // Topics are code: a name that is not in the catalogue must fail, not appear.
            "auto.create.topics.enable", "false"));
    properties.putAll(
        Map.of(
            "listener.security.protocol.map",
                "PLAINTEXT:PLAINTEXT,GUARDED:SASL_PLAINTEXT,CONTROLLER:PLAINTEXT",
            "sasl.enabled.mechanisms", SCRAM,
            "listener.name.guarded.sasl.enabled.mechanisms", SCRAM,
            "listener.name.guarded.scram-sha-256.sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required;",
            "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
            "allow.everyone.if.no.acl.found", "false",
            // The other listener is this machine's own: for who administrates the stack.
            "super.users", "User:ANONYMOUS"));
    properties.putAll(
        Map.of(
            "offsets.topic.replication.factor", "1",
            "offsets.topic.num.partitions", "5",
            "transaction.state.log.replication.factor", "1",
            "transaction.state.log.min.isr", "1",
            "transaction.state.log.num.partitions", "5",
            "share.coordinator.state.topic.replication.factor", "1",
            "share.coordinator.state.topic.min.isr", "1",
            // The first consumer of a group need not wait for others.
            "group.initial.rebalance.delay.ms", "0",
            // Buffer of the log cleaner, 128 MiB by default.
            "log.cleaner.dedupe.buffer.size", "8388608"));
    return properties;
  }
}
