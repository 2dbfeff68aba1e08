package io.palimpsest.reembed.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.palimpsest.local.stack.Part;
import io.palimpsest.local.stack.RunningStack;
import io.palimpsest.local.stack.SharedStack;
import io.palimpsest.reembed.wiring.VectorsConfig;
import io.palimpsest.vectorstore.VectorStoreException;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Cloud and region of the index against what is demanded; the local one says aws, us-east-1. */
class IndexPlaceIT {
  private static final String PREFIX = "palimpsest.vectors.";
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
  void aControlPlaneThatIsDownIsNoMismatch() {
    assertThatExceptionOfType(VectorStoreException.Unavailable.class)
        .isThrownBy(
            () -> mismatches(Map.of("region", "us-east-1", "control-url", "http://127.0.0.1:1")));
  }

  private static List<String> mismatches(Map<String, String> changed) {
    Map<String, String> settings =
        new HashMap<>(
            Map.of(
                PREFIX + "request-timeout",
                "PT10S",
                PREFIX + "index-name",
                stack.vectorsIndexName(),
                PREFIX + "control-url",
                "http://" + stack.vectorsHost(),
                PREFIX + "api-key",
                stack.secrets().vectorsAdminKey()));
    changed.forEach((name, value) -> settings.put(PREFIX + name, value));
    VectorsConfig config =
        new SmallRyeConfigBuilder()
            .withMapping(VectorsConfig.class)
            .withDefaultValues(settings)
            .build()
            .getConfigMapping(VectorsConfig.class);
    return new IndexPlace(config).mismatches();
  }
}
