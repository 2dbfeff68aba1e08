package io.palimpsest.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.palimpsest.client.PalimpsestClient;
import io.palimpsest.client.Search;
import io.palimpsest.event.Change;
import io.palimpsest.event.PortfolioItemState;
import io.palimpsest.event.PortfolioItemSubmitted;
import io.palimpsest.messaging.TokenHeader;
import io.palimpsest.topic.Topic;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Bad input is told so, or parked with its reason; it never ends in a 500 nor stops a partition.
 */
class BadInputST {
  private static final int ABOVE_8_MIB = 9 * 1024 * 1024;

  private static Palimpsest palimpsest;
  private static String creator;
  private static String organization;
  private static String foreign;

  /**
   * A call that is wrong in one way.
   *
   * @param what in words
   * @param status what it is answered
   */
  record Bad(
      String what,
      String method,
      String path,
      String token,
      String media,
      String body,
      int status) {
    @Override
    public String toString() {
      return what;
    }
  }

  @BeforeAll
  static void start() throws Exception {
    palimpsest = Palimpsest.running();
    creator = Palimpsest.unique("ada");
    foreign = Palimpsest.unique("bob");
    organization = "org_" + Palimpsest.unique("quay");
    palimpsest.registerCreator(creator, List.of("coach"));
    palimpsest.registerCreator(foreign, List.of("coach"));
    palimpsest.registerOrganization(organization, Palimpsest.unique("quay"));
  }

  static Stream<Bad> calls() {
    String own = palimpsest.creatorToken(creator);
    String operator = palimpsest.operatorToken();
    String sources = "/creators/" + creator + "/twins/coach/sources/";
    String note = sources + "note";
    String good = Json.write(Map.of("title", "note", "content", "The ferry leaves at noon."));
    String search = Json.write(Map.of("query", "ferry", "top_k", 3, "twin_id", "coach"));
    return Stream.of(
        json("an id with a space", "PUT", sources + "a%20b", own, good, 400),
        json(
            "a reserved creator id",
            "PUT",
            "/creators/admin",
            operator,
            "{\"display_name\":\"x\"}",
            400),
        json(
            "a creator id in capitals",
            "PUT",
            "/creators/Ada",
            operator,
            "{\"display_name\":\"x\"}",
            400),
        json(
            "a creator id with _twin_",
            "PUT",
            "/creators/a_twin_b",
            operator,
            "{\"display_name\":\"x\"}",
            400),
        json("malformed JSON", "PUT", note, own, "{\"title\": ", 400),
        json("JSON of the wrong shape", "PUT", note, own, "[1, 2]", 400),
        json("a field of the wrong type", "PUT", note, own, "{\"title\": {}, \"content\": 1}", 400),
        json("no title", "PUT", note, own, "{\"content\": \"text\"}", 400),
        json(
            "an unknown twin",
            "PUT",
            "/creators/" + creator + "/twins/nobody/sources/note",
            own,
            good,
            404),
        json(
            "an unknown creator",
            "PUT",
            "/creators/nobody-there/twins/coach/sources/note",
            own,
            good,
            404),
        json(
            "a foreign creator",
            "PUT",
            "/creators/" + foreign + "/twins/coach/sources/note",
            own,
            good,
            404),
        json(
            "a foreign organization",
            "PUT",
            "/organizations/" + organization + "/items/port_1",
            own,
            "{\"profile_id\":\"prof_1\",\"company_name\":\"x\"}",
            404),
        json("no token", "PUT", note, "", good, 401),
        json("a token that is none", "PUT", note, "not.a.token", good, 401),
        json(
            "a token with another signature",
            "PUT",
            note,
            own.substring(0, own.length() - 8) + "AAAAAAAA",
            good,
            401),
        json(
            "a role that may not",
            "PUT",
            "/creators/" + creator,
            own,
            "{\"display_name\":\"x\"}",
            403),
        json(
            "content above 8 MiB",
            "PUT",
            note,
            own,
            Json.write(Map.of("title", "t", "content", "x".repeat(ABOVE_8_MIB))),
            413),
        new Bad("a media type that nobody reads", "PUT", note, own, "text/csv", "a;b", 415),
        json("a path that is not there", "GET", "/nowhere", own, "", 404),
        json(
            "a search without a query",
            "POST",
            "/delphi/search",
            own,
            "{\"twin_id\":\"coach\"}",
            400),
        json(
            "a search for too much",
            "POST",
            "/delphi/search",
            own,
            "{\"query\":\"x\",\"top_k\":100000,\"twin_id\":\"coach\"}",
            400),
        json(
            "a search of an unknown twin",
            "POST",
            "/delphi/search",
            own,
            search.replace("coach", "nobody"),
            404),
        json("a search without a token", "POST", "/delphi/search", "", search, 401),
        json("vectors of no uid", "GET", "/vectors/not-a-uid", own, "", 400),
        json("an erasure of no scope", "POST", "/erasures", operator, "{}", 400),
        json(
            "a wait that is no duration",
            "GET",
            "/erasures/" + UUID.randomUUID() + "?wait=soon",
            operator,
            "",
            400));
  }

  @ParameterizedTest
  @MethodSource("calls")
  void aBadCallIsToldWhatIsWrong(Bad bad) throws Exception {
    Reply reply =
        palimpsest.sendText(bad.method(), bad.path(), bad.token(), bad.media(), bad.body());

    assertThat(reply.status()).as("%s", reply.body()).isEqualTo(bad.status());
    assertThat(reply.body().path("title").asText()).as("%s", reply.body()).isNotEmpty();
    assertThat(reply.body().path("status").asInt()).isEqualTo(bad.status());
  }

  @Test
  void aBadLineOfABulkIsToldAndTheOthersGoOn() throws Exception {
    String line =
        "{\"source_id\":\"%s\",\"title\":\"t\",\"content\":\"The ferry leaves at noon.\"}";
    String body =
        String.join(
            "\n",
            line.formatted("one"),
            "{\"source_id\": ",
            line.formatted("b d"),
            line.formatted("two"));

    List<String> results =
        palimpsest.lines(
            "/creators/" + creator + "/twins/coach/sources:bulk",
            palimpsest.creatorToken(creator),
            body);

    assertThat(results).hasSize(4);
    assertThat(Json.read(results.get(0)).path("id").asText()).isEqualTo("one");
    assertThat(Json.read(results.get(1)).path("problem").path("status").asInt()).isEqualTo(400);
    assertThat(Json.read(results.get(2)).path("problem").path("status").asInt()).isEqualTo(400);
    assertThat(Json.read(results.get(3)).path("id").asText()).isEqualTo("two");
  }

  @Test
  void badRecordsAreParkedWithTheirReasonAndTheirPartitionGoesOn() throws Exception {
    String item = Palimpsest.unique("port");
    Map<String, byte[]> own = TokenHeader.of(palimpsest.organizationToken(organization));
    PortfolioItemSubmitted withoutToken = submission(organization, item);
    PortfolioItemSubmitted foreignToken = submission(organization, item);
    PortfolioItemSubmitted unknownTenant = submission("org_nobody", item);
    PortfolioItemSubmitted badId = submission(organization, "a b");
    var publisher = palimpsest.publisher();

    var malformed =
        publisher.publishRaw(Topic.INBOX_PORTFOLIO, item, new byte[] {7, 7, 7}, own).get();
    publisher.publish(Topic.INBOX_PORTFOLIO, item, withoutToken).get();
    publisher
        .publish(
            Topic.INBOX_PORTFOLIO,
            item,
            foreignToken,
            TokenHeader.of(palimpsest.organizationToken("org_other")))
        .get();
    publisher
        .publish(
            Topic.INBOX_PORTFOLIO,
            item,
            unknownTenant,
            TokenHeader.of(palimpsest.organizationToken("org_nobody")))
        .get();
    publisher.publish(Topic.INBOX_PORTFOLIO, item, badId, own).get();
    var last =
        publisher.publish(Topic.INBOX_PORTFOLIO, item, submission(organization, item), own).get();

    assertThat(last.partition()).as("all in one partition").isEqualTo(malformed.partition());
    await()
        .atMost(Palimpsest.AT_MOST)
        .untilAsserted(
            () ->
                assertThat(
                        palimpsest
                            .get(
                                "/organizations/" + organization + "/items/" + item,
                                palimpsest.organizationToken(organization))
                            .status())
                    .isEqualTo(200));
    for (PortfolioItemSubmitted parked :
        List.of(withoutToken, foreignToken, unknownTenant, badId)) {
      Reply why = palimpsest.get("/submissions/" + parked.getEventId(), palimpsest.operatorToken());
      assertThat(why.status()).isEqualTo(200);
      assertThat(why.body().path("problem").path("code").asText()).isNotEmpty();
      System.out.println("parked: " + why.body().path("problem").path("code").asText());
    }
    assertThat(
            palimpsest
                .get("/ingest/parked?limit=1000", palimpsest.operatorToken())
                .body()
                .toString())
        .contains("wire.");
    try (PalimpsestClient client = palimpsest.organization(organization)) {
      await()
          .atMost(Palimpsest.AT_MOST)
          .until(
              () ->
                  client
                      .searchPortfolio(Search.everywhere("rope and sail"))
                      .join()
                      .matches()
                      .stream()
                      .anyMatch(match -> item.equals(match.itemId())));
    }
  }

  private static Bad json(
      String what, String method, String path, String token, String body, int status) {
    return new Bad(what, method, path, token, "application/json", body, status);
  }

  private static PortfolioItemSubmitted submission(String organization, String item) {
    return PortfolioItemSubmitted.newBuilder()
        .setEventId(UUID.randomUUID())
        .setOccurredAt(Instant.now())
        .setOrgId(organization)
        .setProfileId("prof_1")
        .setItemId(item)
        .setChange(Change.UPSERT)
        .setItem(
            new PortfolioItemState(
                "Rope & Sail", List.of("Catalogue"), List.of("Java"), null, "Shipping"))
        .build();
  }
}
