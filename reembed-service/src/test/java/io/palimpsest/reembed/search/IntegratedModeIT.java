package io.palimpsest.reembed.search;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.palimpsest.messaging.EventPublisher;
import io.palimpsest.reembed.app.IndexMetrics;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** From event to search where the index embeds by itself. */
@QuarkusTest
@QuarkusTestResource(value = IntegratedIndex.class, restrictToAnnotatedClass = true)
class IntegratedModeIT {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final String FIRST = "The pilot sleeps aboard.";
  private static final String SECOND = "The pilot sleeps ashore.";

  @Inject EventPublisher publisher;
  @Inject MeterRegistry meters;

  @Test
  void aSourceIsFoundAsItIsNowAndTheServiceAsksNoModelForIt() {
    OneSource source = OneSource.register(publisher);
    source.upsert(1, FIRST);
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(found(source)).containsExactly(FIRST));
    given()
        .auth()
        .oauth2(Bearer.creator(source.creator()))
        .get("/vectors/" + source.uid() + "?revision=1&wait=30s")
        .then()
        .statusCode(200)
        .body("vectors", is(1))
        .body("searchable", is(true));

    source.upsert(2, SECOND);
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(found(source)).containsExactly(SECOND));
    assertThat(count(IndexMetrics.WRITTEN)).as("positive control").isPositive();
    assertThat(count(IndexMetrics.EMBEDDED)).as("texts that a model was asked for").isZero();

    source.delete(3);
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(found(source)).isEmpty());
  }

  private static List<String> found(OneSource source) {
    return given()
        .auth()
        .oauth2(Bearer.creator(source.creator()))
        .contentType(ContentType.JSON)
        .body(Map.of("twin_id", OneSource.TWIN, "query", FIRST))
        .post("/delphi/search")
        .then()
        .extract()
        .path("matches.text");
  }

  private double count(String metric) {
    return meters.find(metric).counters().stream().mapToDouble(Counter::count).sum();
  }
}
