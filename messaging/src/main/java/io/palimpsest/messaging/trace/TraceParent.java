package io.palimpsest.messaging.trace;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * A place in a trace, as W3C Trace Context writes it: ids and a flag, and nothing else. It comes
 * from anybody; what is none is no reason to refuse anything.
 *
 * @param text such as {@code 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01}
 */
public record TraceParent(String text) {
  /** Name of the header, of a record as of a request. */
  public static final String HEADER = "traceparent";

  private static final TextMapPropagator W3C = W3CTraceContextPropagator.getInstance();
  private static final TextMapGetter<String> SOLE =
      new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(String carrier) {
          return List.of(HEADER);
        }

        @Override
        public @Nullable String get(@Nullable String carrier, String key) {
          return key.equals(HEADER) ? carrier : null;
        }
      };

  /** Refuses what is none, or says anything more. */
  public TraceParent {
    SpanContext place = place(text);
    if (!place.isValid() || !written(place).equals(text)) {
      throw new IllegalArgumentException("no traceparent");
    }
  }

  /** What a header says; empty when there is none, or none that can be read. */
  public static Optional<TraceParent> parse(@Nullable String text) {
    return text == null ? Optional.empty() : of(place(text));
  }

  /** What the last such header of a record says. */
  public static Optional<TraceParent> in(Headers headers) {
    Header header = headers.lastHeader(HEADER);
    return header == null || header.value() == null
        ? Optional.empty()
        : parse(new String(header.value(), StandardCharsets.UTF_8));
  }

  /** The place of a span; empty for one that is in no trace. */
  static Optional<TraceParent> of(SpanContext place) {
    return place.isValid() ? Optional.of(new TraceParent(written(place))) : Optional.empty();
  }

  /** As the headers of a record. */
  public Map<String, byte[]> headers() {
    return Map.of(HEADER, text.getBytes(StandardCharsets.UTF_8));
  }

  Context context() {
    return Context.root().with(Span.wrap(place(text)));
  }

  private static SpanContext place(String text) {
    return Span.fromContext(W3C.extract(Context.root(), text, SOLE)).getSpanContext();
  }

  private static String written(SpanContext place) {
    Map<String, String> headers = new HashMap<>();
    W3C.inject(
        Context.root().with(Span.wrap(place)),
        headers,
        (carrier, key, value) -> Objects.requireNonNull(carrier).put(key, value));
    return Objects.requireNonNull(headers.get(HEADER));
  }
}
