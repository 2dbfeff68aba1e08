package io.palimpsest.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.opentelemetry.proto.trace.v1.Span;
import io.palimpsest.client.PalimpsestClient;
import io.palimpsest.client.Source;
import io.palimpsest.event.Change;
import io.palimpsest.event.SourceSubmitted;
import io.palimpsest.local.stack.LocalStack;
import io.palimpsest.local.stack.Part;
import io.palimpsest.local.stack.RunningStack;
import io.palimpsest.messaging.KafkaSettings;
import io.palimpsest.messaging.Replication;
import io.palimpsest.messaging.TokenHeader;
import io.palimpsest.messaging.Topics;
import io.palimpsest.topic.Topic;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Traces of the product as a collector gets them, from a producer's header to the vector. */
class TracesST {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final String PARENT_SPAN = "00f067aa0ba902b7";

  private static Collector collector;
  private static RunningStack stack;
  private static Palimpsest palimpsest;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    collector = Collector.start();
    LocalStack description =
        LocalStack.in(folder).with(Part.BROKER, Part.REGISTRY, Part.DOCUMENTS, Part.VECTORS);
    for (Part service : List.of(Part.INGEST, Part.REEMBED)) {
      Map.of(
              "QUARKUS_OTEL_SDK_DISABLED", "false",
              "QUARKUS_OTEL_TRACES_SAMPLER_ARG", "1",
              "QUARKUS_OTEL_BSP_SCHEDULE_DELAY", "500ms",
              "QUARKUS_OTEL_EXPORTER_OTLP_TRACES_PROTOCOL", "http/protobuf",
              "QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT", collector.address().toString())
          .forEach((name, value) -> description.environment(service, name, value));
    }
    stack = description.start();
    try (Topics topics =
        Topics.connect(
            KafkaSettings.of(stack.bootstrapServers(), "traces"),
            URI.create(stack.registryUrl()),
            Replication.LOCAL)) {
      topics.apply();
    }
    stack.add(Part.INGEST, Part.REEMBED, Part.GATEWAY);
    palimpsest = Palimpsest.over(stack);
  }

  @AfterAll
  static void stop() {
    if (stack != null) {
      stack.close();
    }
    collector.close();
  }

  @Test
  void whatARecordBeganGoesOnToTheVectorAndBack() throws Exception {
    String creator = Palimpsest.unique("traced");
    palimpsest.registerCreator(creator, List.of("coach"));
    String trace = trace();
    Map<String, byte[]> headers = new HashMap<>(TokenHeader.of(palimpsest.creatorToken(creator)));
    headers.put("traceparent", parent(trace).getBytes(StandardCharsets.UTF_8));

    palimpsest
        .publisher()
        .publish(Topic.INBOX_SOURCES, "source", submission(creator), headers)
        .join();

    assertGoesOn(trace, creator);
  }

  @Test
  void whatARequestBeganGoesOnToTheVectorAndBack() throws Exception {
    String creator = Palimpsest.unique("traced");
    palimpsest.registerCreator(creator, List.of("coach"));
    String trace = trace();
    String path = "/creators/" + creator + "/twins/coach/sources/source";

    int status =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(stack.gatewayUrl()).resolve(path))
                    .PUT(
                        HttpRequest.BodyPublishers.ofString(
                            "{\"title\":\"Lines\",\"media_type\":\"text/plain\",\"content\":\"Two"
                                + " lines hold the boat.\"}"))
                    .header("Content-Type", "application/json")
                    .header("Authorization", "Bearer " + palimpsest.creatorToken(creator))
                    .header("traceparent", parent(trace))
                    .build(),
                BodyHandlers.discarding())
            .statusCode();

    assertThat(status).isIn(201, 202);
    assertGoesOn(trace, creator);
  }

  @Test
  void whoSaysNothingIsTracedFromHereAndNothingOfWhatIsSaidIsTold() throws Exception {
    String creator = word();
    String name = word();
    String title = word();
    String text = word();
    palimpsest.send(
        "PUT", "/creators/" + creator, palimpsest.operatorToken(), Map.of("display_name", name));
    palimpsest.registerCreator(creator, List.of("coach"));
    try (PalimpsestClient client = palimpsest.creator(creator)) {
      String source = word();
      for (String one : List.of(source, "after")) {
        client.submitSource(creator, "coach", one, Source.text(title, "It is " + text)).join();
        UUID uid = uid(creator, one);
        await()
            .alias("positive control: both services have told of it")
            .atMost(PATIENCE)
            .untilAsserted(
                () ->
                    assertThat(collector.spans().stream().filter(span -> isOf(span, uid)))
                        .extracting(Span::getName)
                        .contains("announce sources", "index"));
        assertThat(collector.said()).contains(uid.toString());
      }
      assertThat(collector.said().toLowerCase(Locale.ROOT))
          .doesNotContain(creator, name, source, title, text, "/creators");
    }
  }

  /** Spans that follow from the one before, and the news of the vectors from the last. */
  private static void assertGoesOn(String trace, String creator) throws Exception {
    UUID uid = awaitUid(creator);
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              List<Span> announced = named(trace, "announce sources", uid);
              List<Span> indexed = named(trace, "index", uid);
              assertThat(announced)
                  .isNotEmpty()
                  .allSatisfy(
                      span ->
                          assertThat(hex(span.getParentSpanId().toByteArray()))
                              .isEqualTo(PARENT_SPAN));
              assertThat(indexed)
                  .isNotEmpty()
                  .allSatisfy(
                      span -> {
                        assertThat(announced)
                            .extracting(Span::getSpanId)
                            .contains(span.getParentSpanId());
                        assertThat(outcome(span)).isEqualTo("embedded");
                      });
              assertThat(news(uid))
                  .isNotEmpty()
                  .isSubsetOf(
                      indexed.stream()
                          .map(span -> hex(span.getSpanId().toByteArray()))
                          .map(id -> "00-%s-%s-01".formatted(trace, id))
                          .toList());
            });
  }

  /** Places in traces that the news of an entity's vectors name. */
  private static List<String> news(UUID uid) {
    List<String> places = new ArrayList<>();
    palimpsest.bytes(
        Topic.VECTORS,
        record -> {
          byte[] place = record.headers().get("traceparent");
          if (record.key().equals(uid.toString()) && place != null) {
            places.add(new String(place, StandardCharsets.UTF_8));
          }
        });
    return places;
  }

  private static String outcome(Span span) {
    return span.getAttributesList().stream()
        .filter(attribute -> attribute.getKey().equals("palimpsest.outcome"))
        .map(attribute -> attribute.getValue().getStringValue())
        .findFirst()
        .orElse("none");
  }

  private static UUID awaitUid(String creator) {
    AtomicReference<UUID> uid = new AtomicReference<>();
    await()
        .atMost(PATIENCE)
        .ignoreExceptionsInstanceOf(IllegalArgumentException.class)
        .until(
            () -> {
              uid.set(uid(creator, "source"));
              return true;
            });
    return uid.get();
  }

  private static UUID uid(String creator, String source) throws Exception {
    Reply reply =
        palimpsest.get(
            "/creators/" + creator + "/twins/coach/sources/" + source,
            palimpsest.creatorToken(creator));
    return UUID.fromString(reply.body().path("uid").asText());
  }

  private static List<Span> named(String trace, String name, UUID uid) {
    return collector.spans(trace).stream()
        .filter(span -> span.getName().equals(name) && isOf(span, uid))
        .toList();
  }

  private static boolean isOf(Span span, UUID uid) {
    return span.getAttributesList().stream()
        .anyMatch(
            attribute ->
                attribute.getKey().equals("palimpsest.uid")
                    && attribute.getValue().getStringValue().equals(uid.toString()));
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  private static String trace() {
    return UUID.randomUUID().toString().replace("-", "");
  }

  private static String word() {
    return "qx" + UUID.randomUUID().toString().substring(0, 8);
  }

  private static String parent(String trace) {
    return "00-%s-%s-01".formatted(trace, PARENT_SPAN);
  }

  private static SourceSubmitted submission(String creator) {
    return SourceSubmitted.newBuilder()
        .setEventId(UUID.randomUUID())
        .setOccurredAt(Instant.now())
        .setCreatorId(creator)
        .setTwinId("coach")
        .setSourceId("source")
        .setChange(Change.UPSERT)
        .setTitle("Berth")
        .setMediaType("text/plain")
        .setMetadata(Map.of())
        .setContent(ByteBuffer.wrap("The berth is let.".getBytes(StandardCharsets.UTF_8)))
        .build();
  }
}
