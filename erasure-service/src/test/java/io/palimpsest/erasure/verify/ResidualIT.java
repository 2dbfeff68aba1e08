package io.palimpsest.erasure.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palimpsest.erasure.StackResource;
import io.palimpsest.event.ScopeFenced;
import io.palimpsest.event.ScopeRef;
import io.palimpsest.event.ScopeType;
import io.palimpsest.event.TenantChange;
import io.palimpsest.event.TenantChanged;
import io.palimpsest.messaging.EventCodec;
import io.palimpsest.messaging.EventPublisher;
import io.palimpsest.messaging.KafkaSettings;
import io.palimpsest.messaging.TopicAge;
import io.palimpsest.messaging.TopicLog;
import io.palimpsest.topic.Topic;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The looks for what is left, on a real broker. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class ResidualIT {
  @Inject EventPublisher publisher;
  @Inject EventCodec codec;
  @Inject KafkaSettings kafka;
  @Inject TopicAge age;

  @Test
  void aRecordBelowItsTombstoneIsFoundUntilCompactionHasRemovedIt() {
    UUID creator = UUID.randomUUID();
    UUID twin = UUID.randomUUID();
    UUID gone = UUID.randomUUID();
    fence(creator);
    fence(gone);
    try (EventPublisher ingest = EventPublisher.connect(kafka, codec, StackResource.anyAuthor())) {
      ingest.publish(Topic.TENANTS, twin.toString(), change(creator, twin)).join();
    }
    publisher.tombstone(Topic.TENANTS, twin.toString()).join();
    publisher.tombstone(Topic.TENANTS, gone.toString()).join();
    ChangeTopics topics = new ChangeTopics(new TopicLog(kafka, codec), Duration.ofSeconds(60));
    assertThat(topics.records(creator)).as("found by the path above the record").isEqualTo(1);
    assertThat(topics.records(gone)).as("a tombstone alone").isZero();
  }

  @Test
  void withoutTheControlAZeroIsNoAnswer() {
    ChangeTopics topics = new ChangeTopics(new TopicLog(kafka, codec), Duration.ofSeconds(60));
    assertThatThrownBy(() -> topics.records(UUID.randomUUID()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("fence");
  }

  @Test
  void aTopicKeepsRecordsUpToATimeFromItsOldestOnAndNoneBeforeIt() {
    Instant before = Instant.now().minus(Duration.ofDays(1));
    fence(UUID.randomUUID());
    assertThat(age.keepsAnyUpTo(Topic.ERASURE_FENCES, Instant.now().plusSeconds(1))).isTrue();
    assertThat(age.keepsAnyUpTo(Topic.ERASURE_FENCES, before)).isFalse();
  }

  private void fence(UUID uid) {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    ScopeFenced fence = new ScopeFenced(uid, ScopeType.CREATOR, "er_5b0c2f9d11aa", now);
    publisher.publish(Topic.ERASURE_FENCES, uid.toString(), fence).join();
  }

  private static TenantChanged change(UUID creator, UUID twin) {
    return TenantChanged.newBuilder()
        .setEventId(UUID.randomUUID())
        .setUid(twin)
        .setScopePath(
            List.of(
                new ScopeRef(ScopeType.CREATOR, "left", creator),
                new ScopeRef(ScopeType.TWIN, "over", twin)))
        .setRevision(1)
        .setChange(TenantChange.REGISTERED)
        .setOccurredAt(Instant.now().truncatedTo(ChronoUnit.MILLIS))
        .setProducer("test")
        .build();
  }
}
