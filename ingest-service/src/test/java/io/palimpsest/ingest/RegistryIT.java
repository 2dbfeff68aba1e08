package io.palimpsest.ingest;

import static io.palimpsest.ingest.testing.Api.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.palimpsest.event.TenantChange;
import io.palimpsest.event.TenantChanged;
import io.palimpsest.ingest.testing.Announced;
import io.palimpsest.ingest.testing.Api;
import io.palimpsest.ingest.testing.Bearer;
import io.palimpsest.ingest.testing.RealParts;
import io.palimpsest.topic.Topic;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealParts.class)
class RegistryIT {
  private static final String ORGANIZATION = "/organizations/{org}";
  private static final String PROFILE = "/organizations/{org}/profiles/{profile}";
  private static final String CREATOR = "/creators/{creator}";
  private static final String TWIN = "/creators/{creator}/twins/{twin}";

  @Test
  void aRegistrationIsAnnouncedWhenItIsAnsweredAndSoIsItsClosing() {
    String slug = Api.name("acme");
    String org = "org_" + slug;
    String uid = Api.register(org, slug).statusCode(201).extract().path("uid");

    assertThat(Announced.of(Topic.TENANTS, TenantChanged.class, uid))
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.getChange()).isEqualTo(TenantChange.REGISTERED);
              assertThat(event.getSlug()).isEqualTo(slug);
            });
    as(Bearer.operator())
        .get(ORGANIZATION, org)
        .then()
        .body("slug", equalTo(slug))
        .body("announced", equalTo(true));

    as(Bearer.operator()).delete(ORGANIZATION, org).then().statusCode(200);
    as(Bearer.operator()).get(ORGANIZATION, org).then().statusCode(404);
    await()
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(
            () ->
                assertThat(Announced.of(Topic.TENANTS, TenantChanged.class, uid))
                    .extracting(TenantChanged::getChange)
                    .endsWith(TenantChange.CLOSED));
  }

  @Test
  void aSlugNeverChangesAndBelongsToOneOrganization() {
    String slug = Api.name("acme");
    Api.register("org_" + slug, slug).statusCode(201);

    Api.register("org_" + slug, slug + "-2")
        .statusCode(409)
        .body("code", equalTo("slug.immutable"));
    Api.register("org_thief-" + slug, slug).statusCode(409).body("code", equalTo("slug.taken"));
    Api.register("org_x-" + slug, "Not A Slug").statusCode(400).body("field", equalTo("slug"));
    as(Bearer.operator()).delete(ORGANIZATION, "org_" + slug).then().statusCode(200);
    Api.register("org_thief-" + slug, slug).statusCode(409).body("code", equalTo("slug.taken"));
    Api.register("org_" + slug, slug).statusCode(201).body("revision", equalTo(3));
  }

  @Test
  void aPlanLimitsItsProfiles() {
    String slug = Api.name("solo");
    String org = "org_" + slug;
    as(Bearer.operator(), Map.of("slug", slug, "name", "Solo", "plan_tier", "pro"))
        .put(ORGANIZATION, org)
        .then()
        .statusCode(422)
        .body("code", equalTo("plan.not_allowed"));
    as(Bearer.operator(), Map.of("slug", slug, "name", "Solo", "plan_tier", "starter"))
        .put(ORGANIZATION, org)
        .then()
        .statusCode(201);
    for (String profile : new String[] {"p1", "p2", "p3", "p1"}) {
      assertThat(putProfile(org, profile)).isBetween(200, 201);
    }

    assertThat(putProfile(org, "p4")).isEqualTo(409);
    as(Bearer.operator(), Map.of("name", "P"))
        .put(PROFILE, org, "p4")
        .then()
        .body("code", equalTo("plan.limit_reached"));
    as(
            Bearer.operator(),
            Map.of(
                "slug",
                slug,
                "name",
                "Solo",
                "plan_tier",
                "pro",
                "limits_bypassed_by",
                "migration"))
        .put(ORGANIZATION, org)
        .then()
        .statusCode(200);
    assertThat(putProfile(org, "p4")).isEqualTo(201);
  }

  @Test
  void whatHasSomethingLiveBelowItIsNotClosed() {
    String creator = Api.creator();
    as(Bearer.operator())
        .delete(CREATOR, creator)
        .then()
        .statusCode(409)
        .body("code", equalTo("tenant.not_empty"));
    as(Bearer.creator(creator)).delete(TWIN, creator, "coach").then().statusCode(200);
    as(Bearer.operator()).delete(CREATOR, creator).then().statusCode(200);
  }

  @Test
  void aCreatorRegistersItsOwnTwinsAndNobodyElses() {
    String creator = Api.creator();
    String other = Api.creator();
    as(Bearer.creator(creator), Map.of("display_name", "Chef"))
        .put(TWIN, creator, "chef")
        .then()
        .statusCode(201);
    as(Bearer.creator(creator), Map.of()).put(TWIN, other, "chef").then().statusCode(404);
    as(Bearer.creator(creator), Map.of()).put(CREATOR, creator).then().statusCode(403);
    as(Bearer.creator(creator))
        .get("/creators/{creator}/twins", creator)
        .then()
        .body("items.id", hasItem("chef"))
        .body("items.id", hasItem("coach"));
    as(Bearer.operator(), Map.of())
        .put(CREATOR, "x_twin")
        .then()
        .statusCode(400)
        .body("field", equalTo("creator_id"));
  }

  @Test
  void withoutATokenNothingIsAnswered() {
    io.restassured.RestAssured.given().get(ORGANIZATION, "org_x").then().statusCode(401);
  }

  private static int putProfile(String org, String profile) {
    return as(Bearer.operator(), Map.of("name", "P")).put(PROFILE, org, profile).statusCode();
  }
}
