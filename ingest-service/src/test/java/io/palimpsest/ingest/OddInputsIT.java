package io.palimpsest.ingest;

import static io.palimpsest.ingest.testing.Api.as;
import static io.palimpsest.ingest.testing.Api.item;
import static io.palimpsest.ingest.testing.Api.source;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.lessThan;

import io.palimpsest.ingest.testing.Api;
import io.palimpsest.ingest.testing.Bearer;
import io.palimpsest.ingest.testing.RealParts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.builder.MultiPartSpecBuilder;
import io.restassured.response.ExtractableResponse;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What callers send by mistake, or twice. */
@QuarkusTest
@QuarkusTestResource(RealParts.class)
class OddInputsIT {
  private static final String ITEM = "/organizations/{org}/items/{item}";
  private static final String SOURCE = "/creators/{creator}/twins/coach/sources/{source}";
  private static final String PATCH = "application/merge-patch+json";

  @Test
  void aRepeatedPatchIsAnsweredAsTheFirstTimeWhateverCameInBetween() {
    String org = Api.organization();
    String token = Bearer.organization(org);
    as(token, item("First")).put(ITEM, org, "p1").then().statusCode(201);

    String first =
        patch(token, org, "{\"industry\": \"Retail\", \"skills\": []}").body().asString();
    as(token, item("Somebody else")).put(ITEM, org, "p1").then().statusCode(200);
    String second =
        patch(token, org, "{\"skills\": [], \"industry\": \"Retail\"}").body().asString();
    as(token).delete(ITEM, org, "p1").then().statusCode(200);
    ExtractableResponse<Response> third =
        patch(token, org, "{\"industry\": \"Retail\", \"skills\": []}");

    assertThat(second).isEqualTo(first);
    assertThat(third.statusCode()).isEqualTo(200);
    assertThat(third.<Integer>path("revision")).isEqualTo(2);
    as(token).get(ITEM, org, "p1").then().statusCode(404);
  }

  @Test
  void theKeyOfAPatchBelongsToThatPatchAlone() {
    String org = Api.organization();
    String token = Bearer.organization(org);
    as(token, item("First")).put(ITEM, org, "p1").then().statusCode(201);
    patch(token, org, "{\"industry\": \"Retail\"}");

    assertThat(patch(token, org, "{\"industry\": \"Steel\"}").statusCode()).isEqualTo(422);
    as(token).get(ITEM, org, "p1").then().body("industry", equalTo("Retail"));
  }

  @Test
  void aCursorOfAnotherListIsRefused() {
    String creator = Api.creator();
    String other = Api.creator();
    String token = Bearer.creator(creator);
    for (String id : new String[] {"s1", "s2"}) {
      as(token, source("One", "text")).put(SOURCE, creator, id).then().statusCode(201);
    }
    String list = "/creators/{creator}/twins/coach/sources?limit=1&cursor={cursor}";
    String cursor =
        as(token)
            .get("/creators/{creator}/twins/coach/sources?limit=1", creator)
            .then()
            .statusCode(200)
            .extract()
            .path("next_cursor");

    as(token)
        .get(list, creator, cursor)
        .then()
        .statusCode(200)
        .body("items[0].source_id", equalTo("s2"));
    as(Bearer.creator(other))
        .get(list, other, cursor)
        .then()
        .statusCode(400)
        .body("field", equalTo("cursor"));
    as(token)
        .get("/creators/{creator}/twins?cursor={cursor}", creator, cursor)
        .then()
        .statusCode(400)
        .body("field", equalTo("cursor"));
  }

  @Test
  void theTypeOfAPartIsTheTypeOfTheSource() {
    String creator = Api.creator();
    String token = Bearer.creator(creator);
    form(token, creator, "pdf", "{\"title\": \"A\"}", "application/pdf");
    form(
        token,
        creator,
        "own",
        "{\"title\": \"A\", \"media_type\": \"text/html\"}",
        "application/pdf");
    form(token, creator, "unknown", "{\"title\": \"A\"}", "application/octet-stream");

    type(token, creator, "pdf", "application/pdf");
    type(token, creator, "own", "text/html");
    type(token, creator, "unknown", "text/plain");
  }

  @Test
  void aLineWithAFieldThatStandsTwiceIsRefusedAsABodyIs() {
    String org = Api.organization();
    String result =
        as(Bearer.organization(org))
            .urlEncodingEnabled(false)
            .contentType("application/x-ndjson")
            .body(
                "{\"item_id\": \"a\", \"item_id\": \"b\", \"profile_id\": \"prof_1\"}"
                    .getBytes(StandardCharsets.UTF_8))
            .post("/organizations/" + org + "/items:bulk")
            .then()
            .statusCode(200)
            .extract()
            .asString();

    assertThat(result).contains("\"status\":400", "json.duplicate", "\"field\":\"item_id\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x",
        "/",
        "a/b/c",
        "application/json; =",
        "application/json;;;",
        "application/json; charset=none-such",
        "text/plain; charset=\"",
        "multipart/form-data",
        "multipart/form-data; boundary=",
        "multipart/form-data; boundary=x",
        "*/*"
      })
  void noMediaTypeIsAFaultOfOurs(String type) throws Exception {
    String creator = Api.creator();
    for (String path :
        new String[] {"/creators/" + creator + "/twins/coach/sources/s1", "/contents"}) {
      try (io.palimpsest.ingest.testing.RawCall call =
          io.palimpsest.ingest.testing.RawCall.chunked(
              path.equals("/contents") ? "POST" : "PUT",
              path + "?creator_id=" + creator + "&twin_id=coach",
              Bearer.creator(creator),
              type)) {
        call.chunk("{\"title\": \"A\"}");
        call.end();
        assertThat(call.status()).as(path).isBetween(200, 499);
      }
    }
  }

  private static void form(
      String token, String creator, String id, String fields, String partType) {
    as(token)
        .multiPart(
            new MultiPartSpecBuilder(fields)
                .controlName("source")
                .mimeType("application/json")
                .build())
        .multiPart(
            new MultiPartSpecBuilder(new byte[] {37, 80, 68, 70})
                .controlName("file")
                .fileName("file.bin")
                .mimeType(partType)
                .build())
        .put(SOURCE, creator, id)
        .then()
        .statusCode(201);
  }

  private static void type(String token, String creator, String id, String type) {
    as(token).get(SOURCE, creator, id).then().statusCode(200).body("media_type", equalTo(type));
  }

  private static ExtractableResponse<Response> patch(String token, String org, String patch) {
    return as(token)
        .contentType(PATCH)
        .header("Idempotency-Key", "one")
        .body(patch)
        .patch(ITEM, org, "p1")
        .then()
        .statusCode(lessThan(500))
        .extract();
  }

  @Test
  void anEmptyPatchHasAKeyToo() {
    String org = Api.organization();
    String token = Bearer.organization(org);
    as(token, Map.copyOf(item("First"))).put(ITEM, org, "p1").then().statusCode(201);

    assertThat(patch(token, org, "{}").statusCode()).isEqualTo(200);
    assertThat(patch(token, org, "{}").statusCode()).isEqualTo(200);
  }
}
