package io.palimpsest.ingest;

import static io.palimpsest.ingest.testing.Api.as;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.ingest.testing.Api;
import io.palimpsest.ingest.testing.Bearer;
import io.palimpsest.ingest.testing.RawCall;
import io.palimpsest.ingest.testing.RealParts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bodies that come slowly, break off, or never end, at every endpoint that takes one. */
@QuarkusTest
@QuarkusTestResource(RealParts.class)
@TestProfile(SlowCallersIT.Impatient.class)
class SlowCallersIT {
  private static final int EACH = 40;
  private static final long MEGABYTE = 1 << 20;
  private static final String LINE =
      "{\"item_id\": \"port_%d\", \"profile_id\": \"prof_1\", \"company_name\": \"Acme\"}\n";

  /** Waits for a short time; has fewer workers than there are callers. */
  public static final class Impatient implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("palimpsest.bodies.patience", "6s", "quarkus.thread-pool.max-threads", "32");
    }
  }

  /** Six doors, forty callers at each: more than stopped ingest for everybody. */
  @Test
  void whileManyBodiesAreHalfSentOthersAreAnsweredAndTheServiceIsReady() throws Exception {
    String org = Api.organization();
    String other = Api.organization();
    String creator = Api.creator();
    List<RawCall> stalled = new ArrayList<>();
    try {
      for (int caller = 0; caller < EACH; caller++) {
        for (Door door : doors(org, creator)) {
          RawCall call = RawCall.chunked(door.method, door.path, door.token, door.type);
          call.chunk("{\"half\": ");
          stalled.add(call);
        }
      }
      assertThat(stalled).hasSizeGreaterThanOrEqualTo(210);

      for (int request = 0; request < 20; request++) {
        as(Bearer.organization(other), Api.item("Acme " + request))
            .put("/organizations/{org}/items/port_{n}", other, request)
            .then()
            .statusCode(201);
        given().get("/q/health/ready").then().statusCode(200);
      }

      for (RawCall call : stalled) {
        assertThat(call.answer()).startsWith("HTTP/1.1 408 ").contains("body.slow");
      }
    } finally {
      for (RawCall call : stalled) {
        call.close();
      }
    }
  }

  @Test
  void aBulkThatBreaksOffHasAResultForEachLineThatCame() throws Exception {
    String org = Api.organization();
    try (RawCall call =
        RawCall.chunked(
            "POST",
            "/organizations/" + org + "/items:bulk",
            Bearer.organization(org),
            "application/x-ndjson")) {
      call.chunk(LINE.formatted(1) + LINE.formatted(2) + "{\"item_id\": \"port_3\", ");

      assertThat(call.answer())
          .startsWith("HTTP/1.1 200 ")
          .contains("\"line\":1,\"status\":201", "\"line\":2,\"status\":201")
          .contains("\"line\":3,\"status\":408");
    }
    as(Bearer.organization(org)).get("/organizations/{o}/items/port_2", org).then().statusCode(200);
    as(Bearer.organization(org)).get("/organizations/{o}/items/port_3", org).then().statusCode(404);
  }

  @ParameterizedTest
  @CsvSource({
    "PUT, /organizations/%s/items/i1, application/json",
    "PATCH, /organizations/%s/items/i1, application/merge-patch+json",
    "PUT, /creators/%s/twins/coach/sources/s1, application/json",
    "PUT, /creators/%s/twins/coach/sources/s1, text/plain",
    "PUT, /creators/%s/twins/coach/sources/s1, multipart/form-data; boundary=x",
    "POST, /contents, text/plain"
  })
  void aBodyWithoutAnEndEndsWith413AndHoldsNoHeap(String method, String path, String type)
      throws Exception {
    String owner = path.startsWith("/organizations") ? Api.organization() : Api.creator();
    String token =
        path.startsWith("/organizations") ? Bearer.organization(owner) : Bearer.creator(owner);
    long before = usedAfterCollection();
    try (RawCall call = RawCall.chunked(method, path.formatted(owner), token, type)) {
      CompletableFuture<String> answer = CompletableFuture.supplyAsync(call::answer);
      long sent = call.chunks(1_024 * MEGABYTE, " ".repeat(64 * 1024));

      assertThat(answer.join()).startsWith("HTTP/1.1 413 ").contains("body.too_large");
      assertThat(sent).isLessThan(1_024 * MEGABYTE);
    }
    assertThat(usedAfterCollection() - before).isLessThan(32 * MEGABYTE);
  }

  private record Door(String method, String path, String token, String type) {}

  private static List<Door> doors(String org, String creator) {
    String organization = Bearer.organization(org);
    String own = Bearer.creator(creator);
    String source = "/creators/" + creator + "/twins/coach/sources/s1";
    return List.of(
        new Door(
            "POST", "/organizations/" + org + "/items:bulk", organization, "application/jsonl"),
        new Door("PUT", "/organizations/" + org + "/items/i1", organization, "application/json"),
        new Door("PUT", source, own, "application/json"),
        new Door("PUT", source, own, "text/plain"),
        new Door("PUT", source, own, "multipart/form-data; boundary=x"),
        new Door("POST", "/contents", own, "text/plain"));
  }

  private static long usedAfterCollection() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
