package io.palimpsest.messaging.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.testing.junit5.OpenTelemetryExtension;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TracesTest {
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String GIVEN = "00-" + TRACE + "-b7ad6b7169203331-01";
  private static final Instant SINCE = Instant.parse("2026-11-29T12:00:00Z");
  private static final Instant UNTIL = SINCE.plusMillis(1500);

  @RegisterExtension
  static final OpenTelemetryExtension COLLECTED = OpenTelemetryExtension.create();

  @Test
  void whatWasDoneStandsInTheTraceOfItsParentWithItsTimesAndIsWhereTheNextGoesOn() {
    Optional<TraceParent> next =
        done(Traces.over(COLLECTED.getOpenTelemetry()), TraceParent.parse(GIVEN));

    assertThat(COLLECTED.getSpans()).hasSize(1);
    SpanData span = COLLECTED.getSpans().getFirst();
    assertThat(span.getName()).isEqualTo("index");
    assertThat(span.getTraceId()).isEqualTo(TRACE);
    assertThat(span.getParentSpanId()).isEqualTo("b7ad6b7169203331");
    assertThat(span.getKind()).isEqualTo(SpanKind.CONSUMER);
    assertThat(span.getAttributes().get(AttributeKey.longKey("palimpsest.revision"))).isEqualTo(7);
    assertThat(span.getEndEpochNanos() - span.getStartEpochNanos())
        .isEqualTo(TimeUnit.MILLISECONDS.toNanos(1500));
    assertThat(next.map(TraceParent::text))
        .contains("00-%s-%s-01".formatted(TRACE, span.getSpanId()));
  }

  @Test
  void whatNobodyAskedForBeginsATraceOfItsOwn() {
    Optional<TraceParent> next = done(Traces.over(COLLECTED.getOpenTelemetry()), Optional.empty());

    assertThat(COLLECTED.getSpans())
        .singleElement()
        .satisfies(
            span -> {
              assertThat(span.getParentSpanContext().isValid()).isFalse();
              assertThat(next.orElseThrow().text()).contains(span.getTraceId());
            });
  }

  @Test
  void whereNobodyCollectsThePlaceIsHandedOnAsItCame() {
    assertThat(done(Traces.none(), TraceParent.parse(GIVEN)).map(TraceParent::text))
        .contains(GIVEN);
    assertThat(done(Traces.none(), Optional.empty())).isEmpty();
    assertThat(COLLECTED.getSpans()).isEmpty();
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "x",
        "00-" + TRACE + "-b7ad6b7169203331",
        "00-00000000000000000000000000000000-b7ad6b7169203331-01",
        "00-" + TRACE + "-0000000000000000-01",
        "ff-" + TRACE + "-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c8031/c-b7ad6b7169203331-01"
      })
  void whatIsNoneIsNone(String text) {
    assertThat(TraceParent.parse(text)).isEmpty();
    if (text != null) {
      assertThatThrownBy(() -> new TraceParent(text)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void ofALaterVersionTheIdsAreTakenAndNothingElse() {
    String later = "01-" + TRACE + "-b7ad6b7169203331-01-alice@example.org";

    assertThat(TraceParent.parse(later).map(TraceParent::text)).contains(GIVEN);
    assertThatThrownBy(() -> new TraceParent(later)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aRecordSaysItInItsHeader() {
    RecordHeaders headers = new RecordHeaders();
    assertThat(TraceParent.in(headers)).isEmpty();
    headers.add(TraceParent.HEADER, null);
    assertThat(TraceParent.in(headers)).isEmpty();
    TraceParent given = new TraceParent(GIVEN);
    given.headers().forEach(headers::add);

    assertThat(TraceParent.in(headers)).contains(given);
    assertThat(given.headers())
        .usingRecursiveComparison()
        .isEqualTo(Map.of("traceparent", GIVEN.getBytes(StandardCharsets.UTF_8)));
  }

  private static Optional<TraceParent> done(Traces traces, Optional<TraceParent> parent) {
    return traces.done(
        "index",
        SpanKind.CONSUMER,
        parent,
        SINCE,
        UNTIL,
        Attributes.of(AttributeKey.longKey("palimpsest.revision"), 7L));
  }
}
