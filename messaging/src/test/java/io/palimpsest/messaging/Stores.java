package io.palimpsest.messaging;

import io.palimpsest.local.stack.Part;
import io.palimpsest.local.stack.RunningStack;
import io.palimpsest.local.stack.SharedStack;
import java.net.URI;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;

/** Real broker and registry, shared by the tests of this module. */
final class Stores {
  private Stores() {}

  static RunningStack running() {
    try {
      return SharedStack.with(Part.BROKER, Part.REGISTRY);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  static KafkaSettings kafka() {
    return KafkaSettings.of(running().bootstrapServers(), "test");
  }

  static URI registry() {
    return URI.create(running().registryUrl());
  }

  static Admin admin() {
    return Admin.create(Map.<String, Object>of("bootstrap.servers", running().bootstrapServers()));
  }
}
