package io.palimpsest.access.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.CountAtBucket;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MeterTextsTest {
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

  @BeforeEach
  void filter() {
    meters.config().meterFilter(MeterTexts.read(MeterTextsTest.class.getClassLoader()));
  }

  @Test
  void aMetricOfTheProductHasTheTextOfItsConstant() {
    assertThat(meters.counter("palimpsest.records.unproven", "topic", "any").getId())
        .satisfies(id -> assertThat(id.getDescription()).contains("records"))
        .satisfies(id -> assertThat(id.getTag("topic")).isEqualTo("any"));
    assertThat(meters.counter("somebody.elses").getId().getDescription()).isNull();
  }

  @Test
  void aTimerOfTheProductHasTheBucketsOfTheAlertsAndOthersAreLeftAlone() {
    Timer timer = meters.timer("palimpsest.search.step", "step", "total");
    timer.record(Duration.ofMillis(120));

    assertThat(timer.takeSnapshot().histogramCounts())
        .extracting(bucket -> bucket.bucket(TimeUnit.MILLISECONDS))
        .contains(150.0, 30_000.0);
    assertThat(below(timer, 150)).isEqualTo(1);
    assertThat(below(timer, 100)).isZero();
    assertThat(meters.timer("http.server.requests").takeSnapshot().histogramCounts()).isEmpty();
  }

  private static double below(Timer timer, double millis) {
    return Arrays.stream(timer.takeSnapshot().histogramCounts())
        .filter(bucket -> bucket.bucket(TimeUnit.MILLISECONDS) == millis)
        .mapToDouble(CountAtBucket::count)
        .sum();
  }
}
