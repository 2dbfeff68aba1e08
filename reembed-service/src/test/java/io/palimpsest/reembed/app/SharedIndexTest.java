package io.palimpsest.reembed.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SharedIndexTest {
  private static final String HOME = "palimpsest.vectors.host";
  private static final String NEXT = "palimpsest.next.host";

  @Test
  void twoTargetsInOneIndexNeedDifferentNames() {
    assertThat(mismatches(Map.of(HOME, "localhost:5080", NEXT, "http://localhost:5080/")))
        .singleElement()
        .asString()
        .contains("palimpsest.next.namespace-prefix", "palimpsest.vectors.namespace-prefix");
    assertThat(
            mismatches(
                Map.of(
                    HOME,
                    "localhost:5080",
                    NEXT,
                    "localhost:5080",
                    "palimpsest.next.namespace-prefix",
                    "v2-")))
        .isEmpty();
  }

  @Test
  void inDifferentIndexesAndForOneTargetAnyNamesDo() {
    assertThat(mismatches(Map.of(HOME, "localhost:5080", NEXT, "localhost:5081"))).isEmpty();
    assertThat(mismatches(Map.of(HOME, "localhost:5080"))).isEmpty();
  }

  private static List<String> mismatches(Map<String, String> settings) {
    SmallRyeConfig config =
        new SmallRyeConfigBuilder()
            .withMapping(VectorsConfig.class)
            .withMapping(NextConfig.class)
            .withDefaultValues(settings)
            .withConverter(Duration.class, 200, new DurationConverter())
            .build();
    return SharedIndex.mismatches(
        config.getConfigMapping(VectorsConfig.class), config.getConfigMapping(NextConfig.class));
  }
}
