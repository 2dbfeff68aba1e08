package io.palimpsest.erasure;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.tenancy.Principal;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The console as a browser of several people speaks to it. */
abstract class ConsoleStack extends ErasureStack {
  static final Pattern FORM = Pattern.compile("name=\"form\" value=\"([^\"]+)\"");

  private final Map<String, String> tokens = new HashMap<>();

  String preview(String who) {
    String at =
        path(send(who, "/console/erasures/preview", Map.of("type", "CREATOR", "ids", creator)));
    awaitState(id(at), "PLANNED");
    return at;
  }

  String request(String who, String preview) {
    return request(who, preview, Map.of());
  }

  String request(String who, String preview, Map<String, String> more) {
    String page = as(who).get(preview).asString();
    Map<String, String> fields = new HashMap<>(more);
    fields.put("type", "CREATOR");
    fields.put("ids", creator);
    fields.put("reason", "DATA_SUBJECT_REQUEST");
    fields.put("request_id", find(Pattern.compile("name=\"request_id\" value=\"([^\"]+)\""), page));
    return path(send(who, "/console/erasures", fields));
  }

  Response send(String who, String path, Map<String, String> fields) {
    return as(who).formParam("form", form(who)).formParams(fields).post(path);
  }

  RequestSpecification as(String who) {
    return session(tokens.computeIfAbsent(who, name -> token(compliance(name))));
  }

  String form(String who) {
    return find(FORM, as(who).get("/console/erasures/new").asString());
  }

  RequestSpecification session(Principal principal) {
    return session(token(principal));
  }

  static RequestSpecification session(String token) {
    return page().cookie("palimpsest_console", token);
  }

  Response signIn(String token) {
    return page().formParam("token", token).post("/console/sign-in");
  }

  static RequestSpecification page() {
    return given().accept("text/html,*/*;q=0.8").redirects().follow(false);
  }

  static String path(Response answer) {
    answer.then().statusCode(303);
    return URI.create(answer.header("Location")).getPath();
  }

  static UUID id(String path) {
    return UUID.fromString(path.substring(path.lastIndexOf('/') + 1));
  }

  static String find(Pattern pattern, String page) {
    Matcher found = pattern.matcher(page);
    assertThat(found.find()).as(pattern + " in " + page).isTrue();
    return found.group(1);
  }
}
