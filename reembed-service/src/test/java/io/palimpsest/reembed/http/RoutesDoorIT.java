package io.palimpsest.reembed.http;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import io.palimpsest.reembed.search.Bearer;
import io.palimpsest.reembed.search.Stores;
import io.palimpsest.tenancy.Role;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(Stores.class)
class RoutesDoorIT {
  @Test
  void withoutASecondTargetNobodyHasARoute() {
    as(Role.OPERATOR).get("/routes").then().statusCode(200).body("$", is(empty()));
  }

  @Test
  void anUnknownTenantIsUnknown() {
    as(Role.OPERATOR).get("/routes/creator:nobody").then().statusCode(404);
    as(Role.OPERATOR).get("/routes/nonsense").then().statusCode(404);
    as(Role.OPERATOR)
        .body("{\"stage\": \"SHADOW\"}")
        .put("/routes/creator:nobody")
        .then()
        .statusCode(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "[]", "null", "{\"colour\": 1}"})
  void whatIsNoWishIsAProblem(String body) {
    as(Role.OPERATOR)
        .body(body)
        .put("/routes/creator:nobody")
        .then()
        .statusCode(400)
        .contentType("application/problem+json");
  }

  @Test
  void onlyOperatorsSeeRoutes() {
    as(Role.READER).get("/routes").then().statusCode(403);
    as(Role.READER).body("{}").put("/routes/creator:nobody").then().statusCode(403);
  }

  private static RequestSpecification as(Role role) {
    return given()
        .header("Authorization", "Bearer " + Bearer.token(role, Optional.empty()))
        .contentType(ContentType.JSON);
  }
}
