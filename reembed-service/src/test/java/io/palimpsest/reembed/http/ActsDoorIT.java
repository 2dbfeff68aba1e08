package io.palimpsest.reembed.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import io.palimpsest.audit.AuditField;
import io.palimpsest.audit.EntryType;
import io.palimpsest.jobs.act.Acts;
import io.palimpsest.reembed.search.Bearer;
import io.palimpsest.reembed.search.Stores;
import io.palimpsest.tenancy.Role;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import org.bson.Document;
import org.bson.types.Binary;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Stores.class)
class ActsDoorIT {
  private static final String DISCLOSURE = "/reembed/acts/{act}/disclosure";

  @Inject Acts acts;
  @Inject MongoDatabase database;

  @Test
  void complianceIsShownTheKeyOfWhatTheLogWasTold() {
    String name = "act-" + UUID.randomUUID();
    acts.keep(
        name,
        EntryType.MIGRATION_PHASE,
        (said, key) -> said.with(AuditField.ACTOR, key.actor("linus")));
    Document kept = database.getCollection("acts").find(Filters.eq("_id", name)).first();
    assertThat(kept).isNotNull();
    String source = kept.getString("source");
    String act = source.substring("/reembed/".length());

    as(Role.COMPLIANCE)
        .post(DISCLOSURE, act)
        .then()
        .statusCode(200)
        .body("source", equalTo(source))
        .body("key", equalTo(HexFormat.of().formatHex(kept.get("key", Binary.class).getData())));
    as(Role.AUDITOR).post(DISCLOSURE, act).then().statusCode(403);
    as(Role.OPERATOR).post(DISCLOSURE, act).then().statusCode(403);

    as(Role.OPERATOR).delete(DISCLOSURE, act).then().statusCode(403);
    as(Role.COMPLIANCE).delete(DISCLOSURE, act).then().statusCode(204);
    as(Role.COMPLIANCE)
        .post(DISCLOSURE, act)
        .then()
        .statusCode(410)
        .body("code", equalTo("disclosure.key_destroyed"));
    assertThat(database.getCollection("acts").find(Filters.eq("_id", name)).first())
        .doesNotContainKey("key");
  }

  @Test
  void anUnknownActIsUnknown() {
    as(Role.COMPLIANCE)
        .post(DISCLOSURE, "ac_0123456789ab")
        .then()
        .statusCode(404)
        .body("code", equalTo("act.not_found"));
  }

  private static RequestSpecification as(Role role) {
    return given()
        .header("Authorization", "Bearer " + Bearer.token(role, Optional.empty()))
        .contentType(ContentType.JSON);
  }
}
