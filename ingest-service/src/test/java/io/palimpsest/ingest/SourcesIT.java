package io.palimpsest.ingest;

import static io.palimpsest.ingest.testing.Api.as;
import static io.palimpsest.ingest.testing.Api.source;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import io.palimpsest.event.ContentReference;
import io.palimpsest.event.SourceChanged;
import io.palimpsest.event.SourceState;
import io.palimpsest.ingest.testing.Announced;
import io.palimpsest.ingest.testing.Api;
import io.palimpsest.ingest.testing.Bearer;
import io.palimpsest.ingest.testing.Opened;
import io.palimpsest.ingest.testing.RealParts;
import io.palimpsest.topic.Topic;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealParts.class)
class SourcesIT {
  private static final String SOURCE = "/creators/{creator}/twins/coach/sources/{source}";
  private static final int MIB = 1024 * 1024;

  private String creator = "";
  private String token = "";

  @BeforeEach
  void register() {
    creator = Api.creator();
    token = Bearer.creator(creator);
  }

  @Test
  void aSourceWithTextIsAnnouncedWithItsBytesAndReadBack() {
    Map<String, Object> body =
        Map.of(
            "title", "Handbook",
            "media_type", "text/markdown",
            "language", "en",
            "metadata", Map.of("topic", "onboarding", "pages", 12, "tags", List.of("a", "b")),
            "content", "# Grüße");
    String uid =
        as(token, body)
            .put(SOURCE, creator, "handbook")
            .then()
            .statusCode(201)
            .extract()
            .path("uid");

    await().atMost(Duration.ofSeconds(90)).untilAsserted(() -> assertThat(events(uid)).hasSize(1));
    SourceState state = Opened.state(events(uid).getFirst().getState(), SourceState.class);
    assertThat(text((ByteBuffer) state.getContent())).isEqualTo("# Grüße");
    assertThat(state.getMetadata())
        .containsEntry("pages", 12L)
        .containsEntry("topic", "onboarding");
    as(token)
        .get(SOURCE, creator, "handbook")
        .then()
        .statusCode(200)
        .body("metadata.pages", equalTo(12))
        .body("language", equalTo("en"))
        .body("sha256", notNullValue())
        .body("size", equalTo(9));
    as(token)
        .get(SOURCE + "/content", creator, "handbook")
        .then()
        .contentType(startsWith("text/markdown"))
        .body(equalTo("# Grüße"));
  }

  @Test
  void bigContentIsAnnouncedByItsIdAndFetchedByServicesUntilItIsSuperseded() {
    String big = "All work and no play. ".repeat(60_000);
    String uid =
        as(token, source("Big", big))
            .put(SOURCE, creator, "big")
            .then()
            .statusCode(201)
            .extract()
            .path("uid");
    await().atMost(Duration.ofSeconds(90)).untilAsserted(() -> assertThat(events(uid)).hasSize(1));
    ContentReference reference =
        (ContentReference)
            Opened.state(events(uid).getFirst().getState(), SourceState.class).getContent();

    byte[] fetched =
        as(Bearer.service())
            .get("/internal/contents/{id}", reference.getContentId())
            .then()
            .statusCode(200)
            .extract()
            .asByteArray();
    assertThat(new String(fetched, StandardCharsets.UTF_8)).isEqualTo(big);
    as(token).get("/internal/contents/{id}", reference.getContentId()).then().statusCode(403);

    as(token, source("Big", "now small")).put(SOURCE, creator, "big").then().statusCode(200);
    as(Bearer.service())
        .get("/internal/contents/{id}?uid={uid}", reference.getContentId(), uid)
        .then()
        .statusCode(409)
        .body("code", equalTo("content.superseded"));
  }

  @Test
  void aFileIsUploadedAsTheBodyAsAFormAndByContentId() {
    as(token)
        .contentType("text/plain")
        .queryParam("title", "Raw")
        .body("raw text")
        .put(SOURCE, creator, "raw")
        .then()
        .statusCode(201);
    as(token)
        .multiPart("file", "notes.md", "# Form".getBytes(StandardCharsets.UTF_8), "text/markdown")
        .multiPart(
            "source",
            "{\"title\": \"Form\", \"media_type\": \"text/markdown\"}",
            "application/json")
        .put(SOURCE, creator, "form")
        .then()
        .statusCode(201);
    String contentId =
        as(token)
            .contentType("text/plain")
            .queryParam("creator_id", creator)
            .queryParam("twin_id", "coach")
            .body("uploaded before")
            .post("/contents")
            .then()
            .statusCode(201)
            .body("content_id", startsWith("cnt_"))
            .extract()
            .path("content_id");
    as(token, Map.of("title", "Uploaded", "content_id", contentId))
        .put(SOURCE, creator, "uploaded")
        .then()
        .statusCode(201);
    as(token, Map.of("title", "Thief", "content_id", contentId))
        .put(SOURCE, creator, "other")
        .then()
        .statusCode(422)
        .body("code", equalTo("content.unknown"));

    as(token).get(SOURCE + "/content", creator, "raw").then().body(equalTo("raw text"));
    as(token).get(SOURCE + "/content", creator, "form").then().body(equalTo("# Form"));
    as(token).get(SOURCE + "/content", creator, "uploaded").then().body(equalTo("uploaded before"));
  }

  @Test
  void whatDoesNotFitIsRefusedWithItsRule() {
    as(token, source("Huge", "x".repeat(8 * MIB + 1)))
        .put(SOURCE, creator, "huge")
        .then()
        .statusCode(413)
        .body("code", equalTo("content.too_large"));
    as(token)
        .contentType("text/plain")
        .queryParam("title", "Huge")
        .body(new byte[8 * MIB + 1])
        .put(SOURCE, creator, "huge")
        .then()
        .statusCode(413);
    refused(
        Map.of("title", "T", "content", "x", "metadata", Map.of("creator_id", "evil")),
        400,
        "metadata");
    refused(
        Map.of("title", "T", "content", "x", "metadata", Map.of("a", Map.of("b", 1))),
        400,
        "metadata.a");
    refused(Map.of("title", "T", "content", "x", "media_type", "image/png"), 415, "media_type");
    refused(Map.of("title", "T", "content", "x", "media_type", "audio/mpeg"), 415, "media_type");
    refused(Map.of("title", "T", "content", "x", "language", "not a language!"), 400, "language");
    refused(Map.of("title", "T"), 400, "content");
    refused(Map.of("content", "x"), 400, "title");
    as(token, source("T", "x"))
        .put(SOURCE, creator, "a#b")
        .then()
        .statusCode(400)
        .body("field", equalTo("source_id"));
  }

  @Test
  void aDeletedSourceLeavesAStub() {
    as(token, source("T", "one")).put(SOURCE, creator, "gone").then().statusCode(201);
    as(token).delete(SOURCE, creator, "gone").then().statusCode(200).body("revision", equalTo(2));
    as(token)
        .delete(SOURCE, creator, "gone")
        .then()
        .statusCode(200)
        .body("unchanged", equalTo(true));
    as(token).get(SOURCE, creator, "gone").then().statusCode(404);
    as(token).delete(SOURCE, creator, "never").then().statusCode(404);
    as(token, source("T", "one"))
        .put(SOURCE, creator, "gone")
        .then()
        .statusCode(201)
        .body("revision", equalTo(3));
  }

  private void refused(Map<String, Object> body, int status, String field) {
    as(token, body)
        .put(SOURCE, creator, "bad")
        .then()
        .statusCode(status)
        .body("field", equalTo(field));
  }

  private static String text(ByteBuffer bytes) {
    return StandardCharsets.UTF_8.decode(bytes.duplicate()).toString();
  }

  @Test
  void whereNobodyCollectsTracesACallersPlaceGoesOnAndNoneIsMadeUp() {
    String parent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    String traced =
        as(token, body("one"))
            .header("traceparent", parent)
            .put(SOURCE, creator, "traced")
            .then()
            .statusCode(201)
            .extract()
            .path("uid");
    String plain =
        as(token, body("two")).put(SOURCE, creator, "plain").then().extract().path("uid");

    for (String uid : List.of(traced, plain)) {
      await()
          .atMost(Duration.ofSeconds(90))
          .untilAsserted(() -> assertThat(events(uid)).hasSize(1));
    }
    assertThat(Announced.newest(Topic.SOURCES, SourceChanged.class, traced).headers())
        .hasEntrySatisfying(
            "traceparent",
            value -> assertThat(new String(value, StandardCharsets.UTF_8)).isEqualTo(parent));
    assertThat(Announced.newest(Topic.SOURCES, SourceChanged.class, plain).headers())
        .doesNotContainKey("traceparent");
  }

  private static Map<String, Object> body(String content) {
    return Map.of("title", "Notes", "media_type", "text/plain", "content", content);
  }

  private static List<SourceChanged> events(String uid) {
    return Announced.of(Topic.SOURCES, SourceChanged.class, uid);
  }
}
