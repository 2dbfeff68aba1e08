package io.palimpsest.ingest.testing;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The service's HTTP API as tests use it. Every fixture has names of its own. */
public final class Api {
  private Api() {}

  /** A request with a token. */
  public static RequestSpecification as(String token) {
    return given().auth().oauth2(token);
  }

  /** A request with a token and a JSON body. */
  public static RequestSpecification as(String token, Object body) {
    return as(token).contentType(ContentType.JSON).body(body);
  }

  /** A name that nobody else uses. */
  public static String name(String prefix) {
    return prefix + "-" + UUID.randomUUID().toString().substring(0, 8);
  }

  /** A registered organization with a profile {@code prof_1}. */
  public static String organization() {
    String slug = name("acme");
    String id = "org_" + slug;
    register(id, slug).statusCode(201);
    as(Bearer.operator(), Map.of("name", "Ada"))
        .put("/organizations/{org}/profiles/prof_1", id)
        .then()
        .statusCode(201);
    return id;
  }

  /** Registers an agency without a limit of profiles. */
  public static ValidatableResponse register(String id, String slug) {
    return as(
            Bearer.operator(),
            Map.of("slug", slug, "name", "Acme", "org_type", "agency", "plan_tier", "enterprise"))
        .put("/organizations/{org}", id)
        .then();
  }

  /** A registered creator with a twin {@code coach}. */
  public static String creator() {
    String id = name("sainath");
    as(Bearer.operator(), Map.of("display_name", "Sainath"))
        .put("/creators/{creator}", id)
        .then()
        .statusCode(201);
    as(Bearer.creator(id), Map.of())
        .put("/creators/{creator}/twins/coach", id)
        .then()
        .statusCode(201);
    return id;
  }

  /** The body of an item. */
  public static Map<String, Object> item(String company) {
    return Map.of(
        "profile_id",
        "prof_1",
        "company_name",
        company,
        "deliverables",
        List.of("Online shop"),
        "skills",
        List.of("Java", "Kafka"),
        "portfolio_url",
        "https://acme.example/work",
        "industry",
        "SaaS");
  }

  /** The body of a source. */
  public static Map<String, Object> source(String title, String content) {
    return Map.of("title", title, "media_type", "text/markdown", "content", content);
  }
}
