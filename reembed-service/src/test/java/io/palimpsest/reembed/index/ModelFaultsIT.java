package io.palimpsest.reembed.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.palimpsest.reembed.app.IndexMetrics;
import io.palimpsest.reembed.embed.Fault;
import io.palimpsest.reembed.embed.ModelInfo;
import io.palimpsest.reembed.embed.ModelStub;
import io.palimpsest.reembed.embed.OpenAiModels;
import io.palimpsest.reembed.embed.OpenAiSettings;
import io.palimpsest.reembed.embed.ResilientEmbedder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of changes while a remote model does wrong. */
class ModelFaultsIT {
  private static final String POISON = "POISON";
  private static final Duration BOUND = Duration.ofSeconds(2);
  private ModelStub stub;
  private IndexUnderTest index;
  private Twin twin;

  @BeforeEach
  void start() throws Exception {
    stub = new ModelStub(ModelStub.Protocol.OPENAI);
    ModelInfo info = new ModelInfo("stub-model", ModelStub.DIMENSION, 512);
    index =
        new IndexUnderTest(
            new ResilientEmbedder(
                OpenAiModels.open(new OpenAiSettings(stub.url(), "key", info, BOUND)).embedder()));
    twin = index.twin();
  }

  @AfterEach
  void stop() {
    index.close();
    stub.close();
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"BAD_REQUEST", "ALL_ZEROS", "WRONG_COUNT"})
  void aPoisonTextIsFoundByHalvingAndParkedAlone(Fault fault) {
    stub.plan = (n, texts) -> texts.stream().anyMatch(t -> t.contains(POISON)) ? fault : null;
    List<String> sources = IntStream.range(0, 24).mapToObj(at -> "s" + at).toList();
    for (String source : sources) {
      String poison = source.equals("s13") ? POISON + " " : "";
      twin.publishAsync(twin.upsert(source, 1, poison + Texts.of(source.hashCode(), 3), Map.of()));
    }
    await().atMost(IndexUnderTest.PATIENCE).until(() -> index.lot.count() == 1);
    sources.stream()
        .filter(source -> !source.equals("s13"))
        .forEach(source -> index.awaitRevision(twin.uid(source), 1));
    assertThat(stub.fired).hasPositiveValue();
    assertThat(index.lot.count()).isEqualTo(1);
    assertThat(index.row(twin.uid("s13"))).isEmpty();
    assertThat(index.stored(twin.namespace()).keySet()).noneMatch(id -> id.startsWith("s13#"));
    assertThat(index.dependencies.allUp()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"BAD_REQUEST", "WRONG_DIMENSION", "SERVER_ERROR", "NO_JSON"})
  void aModelThatFailsEveryTextPausesTheServiceAndParksNothing(Fault fault) {
    stub.always(fault);
    twin.put("first", 1, Texts.of(1, 5));
    twin.put("second", 1, Texts.of(2, 5));
    await()
        .atMost(IndexUnderTest.PATIENCE)
        .untilAsserted(() -> assertThat(index.dependencies.down()).containsKey("embedding"));
    assertThat(stub.fired).hasPositiveValue();
    assertThat(index.lot.count()).isZero();
    stub.plan = (n, texts) -> null;
    index.awaitRevision(twin.uid("first"), 1);
    index.awaitRevision(twin.uid("second"), 1);
    index.assertInStep(twin, "first");
    assertThat(index.lot.count()).isZero();
  }

  @Test
  void aUsedUpQuotaIsAnAlertAndNotAStormOfRetries() {
    stub.always(Fault.QUOTA);
    twin.put("first", 1, Texts.of(1, 5));
    await()
        .atMost(IndexUnderTest.PATIENCE)
        .untilAsserted(
            () ->
                assertThat(index.dependencies.down())
                    .containsEntry("embedding", "embedding.quota_exceeded"));
    int asked = stub.requests.get();
    await()
        .during(Duration.ofSeconds(4))
        .atMost(Duration.ofSeconds(6))
        .until(() -> stub.requests.get() <= asked + 1);
    assertThat(
            index
                .meters
                .counter(IndexMetrics.MODEL_FAILURES, "reason", "embedding.quota_exceeded")
                .count())
        .isPositive();
    assertThat(index.lot.count()).isZero();
    stub.plan = (n, texts) -> null;
    index.awaitRevision(twin.uid("first"), 1);
    index.assertInStep(twin, "first");
  }
}
