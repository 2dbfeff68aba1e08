package io.palimpsest.system;

import io.palimpsest.local.stack.Part;
import io.palimpsest.local.stack.RunningStack;
import io.palimpsest.local.stack.SharedStack;
import io.palimpsest.messaging.KafkaSettings;
import io.palimpsest.messaging.Replication;
import io.palimpsest.messaging.Topics;
import java.net.URI;

/** The whole product as processes: stores, then topics, then services, as in an installation. */
public final class WholeStack {
  private WholeStack() {}

  /** The one stack of this JVM, with all parts ready. */
  public static synchronized RunningStack running() throws InterruptedException {
    RunningStack stack = SharedStack.with(Part.BROKER, Part.REGISTRY, Part.DOCUMENTS, Part.VECTORS);
    KafkaSettings kafka = KafkaSettings.of(stack.bootstrapServers(), "system-tests");
    URI registry = URI.create(stack.registryUrl());
    try (Topics topics = Topics.connect(kafka, registry, Replication.LOCAL)) {
      topics.apply();
    }
    return SharedStack.with(Part.values());
  }
}
