package io.palimpsest.messaging.trace;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.time.Instant;
import java.util.Optional;

/**
 * Tells what was done, as spans of OpenTelemetry. Where nobody collects them nothing is recorded,
 * and what came with a place in a trace goes on with the same. Thread-safe.
 */
public final class Traces {
  private final Tracer tracer;

  private Traces(Tracer tracer) {
    this.tracer = tracer;
  }

  /** Traces that are told to what the runtime has set up. */
  public static Traces over(OpenTelemetry telemetry) {
    return new Traces(telemetry.getTracer("io.palimpsest"));
  }

  /** Traces that nobody collects. */
  public static Traces none() {
    return over(OpenTelemetry.noop());
  }

  /**
   * Something that is done now.
   *
   * @param name what, of a closed set
   * @param kind whose turn it was in a conversation of services
   * @param parent on whose behalf, empty for nobody's
   * @param since when it began
   * @param until when it was done
   * @param attributes codes, numbers and random uids: nothing that a person said or is called
   * @return where it stands, for what follows from it
   */
  public Optional<TraceParent> done(
      String name,
      SpanKind kind,
      Optional<TraceParent> parent,
      Instant since,
      Instant until,
      Attributes attributes) {
    Span span =
        tracer
            .spanBuilder(name)
            .setSpanKind(kind)
            .setParent(parent.map(TraceParent::context).orElseGet(Context::root))
            .setStartTimestamp(since)
            .setAllAttributes(attributes)
            .startSpan();
    span.end(until);
    return TraceParent.of(span.getSpanContext());
  }
}
