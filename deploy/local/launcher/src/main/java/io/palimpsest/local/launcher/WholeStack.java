package io.palimpsest.local.launcher;

import io.palimpsest.local.stack.LocalStack;
import io.palimpsest.local.stack.Part;
import io.palimpsest.local.stack.RunningStack;
import io.palimpsest.messaging.KafkaSettings;
import io.palimpsest.messaging.Replication;
import io.palimpsest.messaging.Topics;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All parts, with topics and schemas in place before the services start. */
public final class WholeStack {

  private static final int GATEWAY_PORT = 8080;

  private WholeStack() {}

  /** All parts on an embedded document server, the gateway on its usual port if that is free. */
  public static LocalStack in(Path state) {
    return in(state, EnumSet.allOf(Part.class), Map.of(), null);
  }

  /**
   * Describes the stack.
   *
   * @param ports that are fixed; the gateway's is the usual one when that is free
   * @param mongo address of a MongoDB in place of the embedded server
   */
  static LocalStack in(
      Path state, Set<Part> parts, Map<Part, Integer> ports, @Nullable String mongo) {
    LocalStack stack =
        LocalStack.in(state)
            .with(parts.toArray(Part[]::new))
            .whenStoresAreReady(WholeStack::createTopics);
    Map<Part, Integer> fixed = new EnumMap<>(Part.class);
    if (isFree(GATEWAY_PORT)) {
      fixed.put(Part.GATEWAY, GATEWAY_PORT);
    }
    fixed.putAll(ports);
    fixed.forEach(stack::port);
    return mongo == null ? stack : stack.mongo(mongo);
  }

  /** Topics and schemas, once the stores are there. */
  public static void createTopics(RunningStack stack) {
    KafkaSettings kafka = KafkaSettings.of(stack.bootstrapServers(), "local-stack");
    try (Topics topics =
        Topics.connect(kafka, URI.create(stack.registryUrl()), Replication.LOCAL)) {
      topics.apply();
    }
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException busy) {
      return false;
    }
  }
}
