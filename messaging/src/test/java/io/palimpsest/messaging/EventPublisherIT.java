package io.palimpsest.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palimpsest.topic.Topic;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class EventPublisherIT {
  private final EventCodec codec = new RegistryEventCodec(new MemoryRegistry(), true);

  @Test
  void aBrokerThatIsDownFailsTheFutureWithinTheBound() throws Exception {
    try (ServerSocket silent = new ServerSocket(0);
        EventPublisher publisher =
            EventPublisher.connect(
                new KafkaSettings(
                    "localhost:" + silent.getLocalPort(),
                    BrokerAccess.ANYBODY,
                    "test",
                    Duration.ofMillis(300)),
                codec,
                Stores.SIGNER)) {
      long start = System.nanoTime();

      assertThatThrownBy(() -> publisher.publish(Topic.TENANTS, "k", Samples.organization()).join())
          .isInstanceOf(CompletionException.class)
          .hasCauseInstanceOf(org.apache.kafka.common.errors.TimeoutException.class);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(60));
    }
  }

  @Test
  void anEventThatCannotBeEncodedFailsTheFuture() {
    EventCodec strict = new RegistryEventCodec(new MemoryRegistry(), false);
    try (EventPublisher publisher = EventPublisher.connect(Stores.kafka(), strict, Stores.SIGNER)) {
      assertThat(publisher.publish(Topic.TENANTS, "k", Samples.organization()))
          .failsWithin(Duration.ofSeconds(1))
          .withThrowableThat()
          .withCauseInstanceOf(SchemaNotRegisteredException.class);
    }
  }

  @Test
  void jsonDoesNotGoToATopicOfAvroEvents() {
    try (EventPublisher publisher = EventPublisher.connect(Stores.kafka(), codec, Stores.SIGNER)) {
      assertThatThrownBy(() -> publisher.publishJson(Topic.TENANTS, "k", new byte[0]))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
