package io.palimpsest.ingest;

import static io.palimpsest.ingest.testing.Api.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.palimpsest.ingest.testing.Api;
import io.palimpsest.ingest.testing.Bearer;
import io.palimpsest.ingest.testing.RealParts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealParts.class)
class BulkIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MANY = 10_000;

  private String org = "";

  @BeforeEach
  void register() {
    org = Api.organization();
  }

  @Test
  void everyLineHasItsResultInOrderAndABadOneStopsNothing() throws Exception {
    List<JsonNode> results =
        items(
            line("port_1", "Acme"),
            "{not json",
            line("-bad", "Acme"),
            line("port_2", ""),
            line("port_3", "Acme").replace("company_name", "company"),
            "",
            line("port_4", "x".repeat(17 * 1024 * 1024)),
            line("port_1", "Acme again"),
            line("port_5", "Last"));

    assertThat(results)
        .extracting(r -> r.get("line").asLong())
        .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
    assertThat(results)
        .extracting(r -> r.get("status").asInt())
        .containsExactly(201, 400, 400, 400, 400, 400, 413, 200, 201);
    assertThat(results.get(2).at("/problem/field").asText()).isEqualTo("item_id");
    assertThat(results.get(3).at("/problem/field").asText()).isEqualTo("company_name");
    assertThat(results.get(3).get("id").asText()).isEqualTo("port_2");
    assertThat(results.get(4).at("/problem/field").asText()).isEqualTo("company");
    assertThat(results.get(7).get("revision").asLong()).isEqualTo(2);
  }

  @Test
  void tenThousandLinesAreAcceptedAndTheirRepeatChangesNothing() throws Exception {
    String[] lines =
        IntStream.range(0, MANY)
            .mapToObj(n -> line("port_" + n, "Company " + n))
            .toArray(String[]::new);

    long started = System.nanoTime();
    List<JsonNode> first = items(lines);
    double seconds = (System.nanoTime() - started) / 1e9;
    List<JsonNode> second = items(lines);
    double again = (System.nanoTime() - started) / 1e9 - seconds;

    System.out.printf(
        "bulk: %d new items in %.1f s = %.0f/s; unchanged %.0f/s%n",
        MANY, seconds, MANY / seconds, MANY / again);
    assertThat(first).hasSize(MANY).allMatch(r -> r.get("status").asInt() == 201);
    assertThat(second).hasSize(MANY).allMatch(r -> r.get("unchanged").asBoolean());
  }

  @Test
  void sourcesTakeTheSamePath() throws Exception {
    String creator = Api.creator();
    List<JsonNode> results =
        send(
            "/creators/" + creator + "/twins/coach/sources:bulk",
            Bearer.creator(creator),
            "{\"source_id\": \"s1\", \"title\": \"One\", \"content\": \"Text one.\"}",
            "{\"source_id\": \"s2\", \"title\": \"Two\"}",
            "{\"source_id\": \"s3\", \"title\": \"Three\", \"content\": \""
                + "long ".repeat(200_000)
                + "\"}");

    assertThat(results).extracting(r -> r.get("status").asInt()).containsExactly(201, 400, 201);
    as(Bearer.creator(creator))
        .get("/creators/{c}/twins/coach/sources/s3/content", creator)
        .then()
        .statusCode(200)
        .body(equalTo("long ".repeat(200_000)));
  }

  @Test
  void aBulkForAForeignTenantIsRefusedBeforeItsFirstLine() throws Exception {
    HttpResponse<String> answer =
        post(
            "/organizations/" + org + "/items:bulk",
            Bearer.organization("org_other"),
            line("port_1", "x"));

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
  }

  private List<JsonNode> items(String... lines) throws Exception {
    return send("/organizations/" + org + "/items:bulk", Bearer.organization(org), lines);
  }

  private static List<JsonNode> send(String path, String token, String... lines) throws Exception {
    HttpResponse<String> answer = post(path, token, lines);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    List<JsonNode> results = new ArrayList<>();
    for (String line : answer.body().lines().toList()) {
      results.add(JSON.readTree(line));
    }
    return results;
  }

  private static HttpResponse<String> post(String path, String token, String... lines)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(RestAssured.baseURI + ":" + RestAssured.port + path))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/x-ndjson")
            .timeout(Duration.ofMinutes(3))
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    IntStream.range(0, lines.length)
                        .mapToObj(n -> lines[n])
                        .collect(Collectors.joining("\n"))))
            .build();
    try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    }
  }

  private static String line(String id, String company) {
    return "{\"item_id\": \"%s\", \"profile_id\": \"prof_1\", \"company_name\": \"%s\", \"deliverables\": [\"Shop\"], \"skills\": [\"Java\"]}"
        .formatted(id, company);
  }
}
