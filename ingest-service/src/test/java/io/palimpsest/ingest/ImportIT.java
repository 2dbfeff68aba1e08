package io.palimpsest.ingest;

import static io.palimpsest.ingest.testing.Api.as;
import static org.hamcrest.Matchers.equalTo;

import io.palimpsest.ingest.testing.Api;
import io.palimpsest.ingest.testing.Bearer;
import io.palimpsest.ingest.testing.RealParts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealParts.class)
class ImportIT {
  private final String creator = Api.name("imported");

  @Test
  void aPlanWritesNothingAndARepeatChangesNothing() {
    String file =
        """
        {"table": "creators", "creator_id": "%1$s", "display_name": "Sainath"}
        {"table": "twins", "creator_id": "%1$s", "twin_id": "coach"}
        {"table": "sources", "creator_id": "%1$s", "twin_id": "coach", "source_id": "s1", "title": "One", "content": "Text."}
        {"table": "sources", "creator_id": "%1$s", "twin_id": "nobody", "source_id": "s2", "title": "Two", "content": "Text."}
        {"table": "dragons"}
        """
            .formatted(creator);

    for (int again = 0; again < 2; again++) {
      send(true, file)
          .body("plan", equalTo(true))
          .body("lines", equalTo(5))
          .body("tables.creators.create", equalTo(1))
          .body("tables.twins.create", equalTo(1))
          .body("tables.sources.create", equalTo(1))
          .body("refused", equalTo(2))
          .body("problems[0].line", equalTo(4));
    }
    as(Bearer.operator()).get("/creators/{creator}", creator).then().statusCode(404);

    send(false, file).body("tables.sources.create", equalTo(1)).body("refused", equalTo(2));
    send(false, file)
        .body("tables.creators.same", equalTo(1))
        .body("tables.twins.same", equalTo(1))
        .body("tables.sources.same", equalTo(1));
    send(true, file).body("tables.sources.same", equalTo(1));
    as(Bearer.creator(creator))
        .get("/creators/{creator}/twins/coach/sources/s1/content", creator)
        .then()
        .body(equalTo("Text."));
  }

  private static ValidatableResponse send(boolean plan, String file) {
    return as(Bearer.operator())
        .contentType("application/x-ndjson")
        .queryParam("plan", plan)
        .body(file.getBytes(StandardCharsets.UTF_8))
        .post("/registry/import")
        .then()
        .statusCode(200);
  }
}
