package io.palimpsest.reembed.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.reembed.app.EmbedderConfig.Provider;
import io.palimpsest.reembed.app.VectorsConfig.Mode;
import io.palimpsest.reembed.embed.ModelInfo;
import io.palimpsest.vectorstore.IndexDescription;
import io.palimpsest.vectorstore.Metric;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class IndexFitTest {
  private static final ModelInfo MODEL = new ModelInfo("a-model", 384, 256);
  private static final IndexFit FIT =
      new IndexFit(MODEL, Metric.COSINE, 256, Mode.VECTORS, Provider.IN_PROCESS);

  @Test
  void whatFitsIsNotMentioned() {
    assertThat(FIT.mismatches(index(384, "Cosine"))).isEmpty();
  }

  @Test
  void whatTheIndexDoesNotSayIsNotHeldAgainstIt() {
    assertThat(
            FIT.mismatches(new IndexDescription(OptionalInt.empty(), Optional.empty(), Map.of())))
        .isEmpty();
  }

  @Test
  void aMismatchNamesBothValues() {
    assertThat(FIT.mismatches(index(1024, "euclidean")))
        .satisfiesExactly(
            dimension -> assertThat(dimension).contains("dimension", "1024", "384"),
            metric -> assertThat(metric).contains("metric", "euclidean", "cosine"));
  }

  @Test
  void chunksLongerThanTheModelReadsAreRefused() {
    IndexFit longer = new IndexFit(MODEL, Metric.COSINE, 300, Mode.VECTORS, Provider.IN_PROCESS);
    assertThat(longer.mismatches(index(384, "cosine")))
        .singleElement()
        .satisfies(told -> assertThat(told).contains("300", "256", "a-model"));
  }

  @Test
  void anIndexThatEmbedsNeedsQueriesOfItsOwnModel() {
    IndexFit other = new IndexFit(MODEL, Metric.COSINE, 256, Mode.INTEGRATED, Provider.OPENAI);
    assertThat(other.mismatches(index(384, "cosine")))
        .singleElement()
        .satisfies(told -> assertThat(told).contains("integrated", "openai", "pinecone"));
    IndexFit same = new IndexFit(MODEL, Metric.COSINE, 256, Mode.INTEGRATED, Provider.PINECONE);
    assertThat(same.mismatches(index(384, "cosine"))).isEmpty();
  }

  private static IndexDescription index(int dimension, String metric) {
    return new IndexDescription(OptionalInt.of(dimension), Optional.of(metric), Map.of());
  }
}
