package io.palimpsest.ingest.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palimpsest.fencing.FenceBounds;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The defaults of fence, producer and outbox have to fit together. */
class ShelvesTest {
  @Test
  void asShippedAnAnnouncementCanBeSentWithinTheLeaseOfItsInstance() {
    SmallRyeConfig shipped = config(Map.of());
    FenceConfig fence = shipped.getConfigMapping(FenceConfig.class);
    assertThat(new FenceBounds(fence.lease(), fence.deadline(), fence.landing()))
        .isEqualTo(FenceBounds.standard());
    assertThat(fence.deadline())
        .isGreaterThan(shipped.getConfigMapping(KafkaConfig.class).deliveryTimeout());
    assertThat(window(shipped)).isGreaterThanOrEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void aLandingBoundThatLeavesNoTimeToAnnounceIsRefused() {
    SmallRyeConfig tooLong = config(Map.of("palimpsest.fence.landing", "1m"));
    assertThatThrownBy(() -> window(tooLong))
        .hasMessageContaining("palimpsest.ingest.outbox.lease");
  }

  private static Duration window(SmallRyeConfig config) {
    return Shelves.window(
        config.getConfigMapping(IngestConfig.class).outbox(),
        config.getConfigMapping(FenceConfig.class),
        config.getConfigMapping(KafkaConfig.class));
  }

  private static SmallRyeConfig config(Map<String, String> values) {
    return new SmallRyeConfigBuilder()
        .addDiscoveredConverters()
        .withMapping(FenceConfig.class)
        .withMapping(KafkaConfig.class)
        .withMapping(IngestConfig.class)
        .withDefaultValue("palimpsest.kafka.bootstrap-servers", "localhost:9092")
        .withDefaultValue("palimpsest.ingest.digest-key", "sixteen characters")
        .withDefaultValues(values)
        .build();
  }
}
