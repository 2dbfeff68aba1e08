package io.palimpsest.reembed.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.palimpsest.local.stack.Part;
import io.palimpsest.local.stack.RunningStack;
import io.palimpsest.local.stack.SharedStack;
import io.palimpsest.vectorstore.VectorStoreException;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Cloud and region of the index against what is demanded; the local one says aws, us-east-1. */
class IndexPlaceIT {
  private static RunningStack stack;

  @BeforeAll
  static void start() throws InterruptedException {
    stack = SharedStack.with(Part.VECTORS);
  }

  @Test
  void thePlaceThatIsDemandedFits() {
    assertThat(mismatches(Map.of("cloud", "AWS", "region", "us-east-1"))).isEmpty();
  }

  @Test
  void anotherPlaceIsToldWithBothValues() {
    assertThat(mismatches(Map.of("cloud", "gcp", "region", "eu-west-1")))
        .satisfiesExactly(
            cloud -> assertThat(cloud).contains("cloud", "aws", "gcp", "PINECONE_CLOUD"),
            region -> assertThat(region).contains("us-east-1", "eu-west-1", "PINECONE_REGION"));
  }

  @Test
  void whereNoPlaceIsDemandedNobodyIsAsked() {
    assertThat(mismatches(Map.of("control-url", "http://127.0.0.1:1"))).isEmpty();
  }

  @Test
  void anIndexThatIsUnknownOrNotNamedAndAKeyThatIsRefusedAreTold() {
    assertThat(mismatches(Map.of("region", "us-east-1", "index-name", "nobodys")))
        .singleElement()
        .asString()
        .contains("nobodys", "PINECONE_INDEX_NAME");
    assertThat(mismatches(Map.of("region", "us-east-1", "index-name", "")))
        .singleElement()
        .asString()
        .contains("PINECONE_INDEX_NAME", "must be set");
    assertThat(mismatches(Map.of("region", "us-east-1", "api-key", "nobodys-key")))
        .singleElement()
        .asString()
        .contains("refuses", "PINECONE_API_KEY");
  }

  @Test
  void thePlaceOfTheSecondTargetIsComparedByItsOwnSettings() {
    assertThat(mismatchesOfNext(Map.of("cloud", "aws", "region", "us-east-1"))).isEmpty();
    assertThat(mismatchesOfNext(Map.of("region", "eu-west-1")))
        .singleElement()
        .asString()
        .contains("us-east-1", "eu-west-1", "palimpsest.next.region", "PALIMPSEST_NEXT_REGION");
    assertThat(mismatchesOfNext(Map.of("region", "us-east-1", "api-key", "nobodys-key")))
        .singleElement()
        .asString()
        .contains("refuses", "PALIMPSEST_NEXT_API_KEY");
  }

  @Test
  void aControlPlaneThatIsDownIsNoMismatch() {
    assertThatExceptionOfType(VectorStoreException.Unavailable.class)
        .isThrownBy(
            () -> mismatches(Map.of("region", "us-east-1", "control-url", "http://127.0.0.1:1")));
  }

  private static List<String> mismatches(Map<String, String> changed) {
    return IndexPlace.of(config("palimpsest.vectors.", changed, VectorsConfig.class)).mismatches();
  }

  private static List<String> mismatchesOfNext(Map<String, String> changed) {
    return IndexPlace.of(
            config("palimpsest.next.", changed, NextConfig.class),
            config("palimpsest.vectors.", Map.of(), VectorsConfig.class))
        .mismatches();
  }

  private static <T> T config(String prefix, Map<String, String> changed, Class<T> type) {
    Map<String, String> settings =
        new HashMap<>(
            Map.of(
                prefix + "request-timeout",
                "PT10S",
                prefix + "index-name",
                stack.vectorsIndexName(),
                "palimpsest.vectors.control-url",
                "http://" + stack.vectorsHost(),
                prefix + "api-key",
                stack.secrets().vectorsAdminKey()));
    changed.forEach((name, value) -> settings.put(prefix + name, value));
    return new SmallRyeConfigBuilder()
        .withMapping(type)
        .withDefaultValues(settings)
        .withValidateUnknown(false)
        .withConverter(Duration.class, 200, new DurationConverter())
        .build()
        .getConfigMapping(type);
  }
}
