package io.palimpsest.reembed.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Counter;
import io.palimpsest.event.VectorsChanged;
import io.palimpsest.messaging.Decoded;
import io.palimpsest.messaging.EventCodec;
import io.palimpsest.messaging.EventPublisher;
import io.palimpsest.messaging.TopicFollower;
import io.palimpsest.messaging.TopicLog;
import io.palimpsest.messaging.proof.RecordSigner;
import io.palimpsest.reembed.app.IndexMetrics;
import io.palimpsest.topic.AnyTopic;
import io.palimpsest.topic.Topic;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

/** A batch counts as done when its announcement is acknowledged, and not before (R28). */
class AnnouncedIT {
  private final AtomicBoolean down = new AtomicBoolean();
  private final AtomicInteger refused = new AtomicInteger();
  private final Ground ground;

  AnnouncedIT() throws InterruptedException {
    ground = Ground.get();
  }

  @Test
  void whatCannotBeToldIsNotDoneAlthoughItsVectorsAreThere() throws Exception {
    List<Long> told = new CopyOnWriteArrayList<>();
    try (EventPublisher announcing = failing();
        IndexUnderTest index =
            new IndexUnderTest(
                new FreeEmbedder(),
                "g" + UUID.randomUUID(),
                true,
                IndexUnderTest::pipeline,
                announcing)) {
      Twin twin = index.twin();
      TopicFollower<VectorsChanged> follower =
          new TopicLog(ground.kafka.withClientId("announced"), ground.codec)
              .follow(
                  Topic.VECTORS,
                  VectorsChanged.class,
                  record -> {
                    if (record.value() instanceof Decoded.Event<VectorsChanged>(var event)
                        && event.getUid().equals(twin.uid("guide"))) {
                      told.add(event.getRevision());
                    }
                  });
      try (follower) {
        down.set(true);
        twin.put("guide", 1, Texts.of(1, 12));
        index.awaitRevision(twin.uid("guide"), 1);
        index.assertInStep(twin, "guide");
        await().atMost(IndexUnderTest.PATIENCE).until(() -> refused.get() > 1);
        assertThat(index.channel.unfinished()).isEqualTo(1);
        assertThat(done(index)).isZero();
        assertThat(told).isEmpty();

        down.set(false);
        await().atMost(IndexUnderTest.PATIENCE).until(() -> index.channel.unfinished() == 0);
        assertThat(done(index)).isEqualTo(1);
        follower.awaitEnd(IndexUnderTest.PATIENCE);
        assertThat(told).as("told once, when it could be").containsExactly(1L);
      }
    }
  }

  private static double done(IndexUnderTest index) {
    return index.meters.find(IndexMetrics.EVENTS).counters().stream()
        .mapToDouble(Counter::count)
        .sum();
  }

  /** A publisher that cannot announce while it is down. */
  private EventPublisher failing() {
    EventCodec codec =
        new EventCodec() {
          @Override
          public byte[] encode(AnyTopic topic, SpecificRecord value) {
            if (topic == Topic.VECTORS && down.get()) {
              refused.incrementAndGet();
              throw new IllegalStateException("down");
            }
            return ground.codec.encode(topic, value);
          }

          @Override
          public <T extends SpecificRecord> Decoded<T> decode(
              AnyTopic topic, Class<T> type, byte[] value) {
            return ground.codec.decode(topic, type, value);
          }

          @Override
          public Decoded<GenericRecord> decode(AnyTopic topic, Schema part, byte[] value) {
            return ground.codec.decode(topic, part, value);
          }
        };
    return EventPublisher.connect(
        ground.kafka, codec, RecordSigner.read(ground.stack.secrets().signingKeys()));
  }
}
