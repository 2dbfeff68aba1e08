package io.palimpsest.ingest;

import static io.palimpsest.ingest.testing.Api.as;
import static io.palimpsest.ingest.testing.Api.item;
import static io.palimpsest.ingest.testing.Api.source;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import io.palimpsest.event.ErasureAction;
import io.palimpsest.event.ScopeRef;
import io.palimpsest.ingest.entry.Refusal;
import io.palimpsest.ingest.entry.Seen;
import io.palimpsest.ingest.inbox.ParkedSubmission;
import io.palimpsest.ingest.inbox.Submissions;
import io.palimpsest.ingest.item.PortfolioItem;
import io.palimpsest.ingest.source.Contents;
import io.palimpsest.ingest.source.SealSweep;
import io.palimpsest.ingest.store.StateJson;
import io.palimpsest.ingest.testing.Api;
import io.palimpsest.ingest.testing.Bearer;
import io.palimpsest.ingest.testing.Erasing;
import io.palimpsest.ingest.testing.Raw;
import io.palimpsest.ingest.testing.RealParts;
import io.palimpsest.ingest.vault.Sha256;
import io.palimpsest.ingest.vault.Vault;
import io.palimpsest.ingest.write.GuardedWork;
import io.palimpsest.topic.Topic;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Binary;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealParts.class)
class AtRestIT {
  private static final String ITEM = "/organizations/{org}/items/{item}";
  private static final String SOURCE = "/creators/{creator}/twins/coach/sources/{source}";

  @Inject MongoDatabase database;
  @Inject Contents contents;
  @Inject Submissions submissions;
  @Inject SealSweep sweep;
  @Inject GuardedWork guarded;

  @Test
  void nothingThatIsKeptOfAnEntityCanBeReadInTheDatabase() {
    String secret = secret();
    String org = Api.organization();
    String creator = Api.creator();

    as(Bearer.organization(org), item(secret)).put(ITEM, org, "port_1").then().statusCode(201);
    as(Bearer.creator(creator), source("Of " + secret, secret))
        .put(SOURCE, creator, "s1")
        .then()
        .statusCode(201);
    String big = (secret + " ").repeat(30_000);
    as(Bearer.creator(creator), source("Big", big)).put(SOURCE, creator, "s2");
    park(parked(UUID.randomUUID(), List.of(), secret));

    assertThat(Raw.holding(database, secret)).isEmpty();
    assertThat(Raw.holding(database, Sha256.hex(secret))).isEmpty();
    assertThat(Raw.holding(database, fingerprint(secret))).isEmpty();
    as(Bearer.organization(org))
        .get(ITEM, org, "port_1")
        .then()
        .body("company_name", equalTo(secret));
    as(Bearer.creator(creator))
        .get(SOURCE + "/content", creator, "s2")
        .then()
        .statusCode(200)
        .body(equalTo(big));
    MongoCollection<Document> control = database.getCollection("control");
    control.insertOne(new Document("in", List.of("is " + secret)));
    try {
      assertThat(Raw.holding(database, secret)).containsExactly("control");
    } finally {
      control.drop();
    }
  }

  @Test
  void whatWasStoredPlainIsReadIsTheSameStillAndIsSealedByTheSweep() {
    String secret = secret();
    String org = Api.organization();
    String creator = Api.creator();
    String token = Bearer.organization(org);
    String uid =
        as(token, item(secret))
            .put(ITEM, org, "port_1")
            .then()
            .statusCode(201)
            .extract()
            .path("uid");
    String big = (secret + " ").repeat(30_000);
    as(Bearer.creator(creator), source("Big", big)).put(SOURCE, creator, "s1");
    String content =
        as(Bearer.creator(creator)).get(SOURCE, creator, "s1").then().extract().path("content_id");
    storePlain(uid, secret);
    storePlain(content, big.getBytes(StandardCharsets.UTF_8));
    assertThat(Raw.holding(database, secret))
        .containsExactlyInAnyOrder("portfolio_items", "content_chunks");

    as(token).get(ITEM, org, "port_1").then().body("company_name", equalTo(secret));
    as(token, item(secret))
        .put(ITEM, org, "port_1")
        .then()
        .statusCode(200)
        .body("unchanged", equalTo(true));
    assertThat(Raw.holding(database, secret)).isNotEmpty();

    assertThat(sweep.run()).isGreaterThanOrEqualTo(2);

    assertThat(Raw.holding(database, secret)).isEmpty();
    assertThat(Raw.holding(database, fingerprint(secret))).isEmpty();
    assertThat(sweep.run()).isZero();
    as(token).get(ITEM, org, "port_1").then().body("company_name", equalTo(secret));
    as(Bearer.creator(creator)).get(SOURCE + "/content", creator, "s1").then().body(equalTo(big));
    as(token, item(secret))
        .put(ITEM, org, "port_1")
        .then()
        .statusCode(200)
        .body("unchanged", equalTo(true));
  }

  @Test
  void withTheKeysDestroyedWhatIsStillStoredCannotBeReadByTheServiceItself() {
    String creator = Api.creator();
    String big = "long ".repeat(200_000);
    as(Bearer.creator(creator), source("Big", big)).put(SOURCE, creator, "s1");
    String content =
        as(Bearer.creator(creator)).get(SOURCE, creator, "s1").then().extract().path("content_id");
    JsonPath resolved = Erasing.resolve("CREATOR", creator);
    List<ScopeRef> path = Erasing.path(resolved);
    UUID event = UUID.randomUUID();
    park(parked(event, List.of(path.getLast().getUid()), "parked text"));
    assertThat(submissions.find(event)).isPresent();
    assertThat(contents.find(content).flatMap(contents::read)).isPresent();

    Erasing.fence(path.getLast());
    Erasing.run("ingest.keys", ErasureAction.ERASE, path);

    assertThat(database.getCollection("content_chunks").countDocuments()).isPositive();
    assertThat(contents.find(content)).isEmpty();
    assertThat(database.getCollection("submissions").countDocuments(byId(event))).isEqualTo(1);
    assertThat(submissions.find(event)).isEmpty();
  }

  @Test
  void whatNamesNobodyIsSealedUnderAKeyThatGoesADayAfterIt() {
    UUID event = UUID.randomUUID();
    ParkedSubmission parked = parked(event, List.of(), "bytes of nobody knows whom");

    park(parked);

    assertThat(submissions.find(event).orElseThrow().payload().orElseThrow())
        .isEqualTo(parked.payload().orElseThrow());
    Document stored = database.getCollection("submissions").find(byId(event)).first();
    assertThat(stored).doesNotContainKey("payload");
    assertThat(stored.getDate("expires_at").toInstant())
        .isEqualTo(parked.parkedAt().plus(Duration.ofDays(14)));
    assertThat(keysUntil(parked.parkedAt().plus(Duration.ofDays(15)))).isEqualTo(1);
    boolean removed = guarded.run(List.of(Vault.SYSTEM), work -> submissions.remove(event, work));
    assertThat(removed).isTrue();
    assertThat(keysUntil(parked.parkedAt().plus(Duration.ofDays(15)))).isZero();
  }

  private long keysUntil(Instant until) {
    return database.getCollection("keys").countDocuments(Filters.eq("until", Date.from(until)));
  }

  private static Bson byId(UUID event) {
    return Filters.eq("_id", event.toString());
  }

  private void park(ParkedSubmission parked) {
    boolean unused =
        guarded.run(
            List.of(Vault.SYSTEM),
            work -> {
              submissions.park(parked, work);
              return true;
            });
  }

  private static ParkedSubmission parked(UUID event, List<UUID> uids, String payload) {
    return new ParkedSubmission(
        event,
        new ParkedSubmission.Place(Topic.INBOX_PORTFOLIO, 0, 7, "key"),
        Refusal.of(400, "undecodable.test", "The record is no such event."),
        null,
        uids,
        Optional.of(payload.getBytes(StandardCharsets.UTF_8)),
        Seen.NOTHING,
        Instant.ofEpochMilli(System.currentTimeMillis()));
  }

  /** The item as releases without sealing stored it. */
  private void storePlain(String uid, String company) {
    PortfolioItem item = plain(company);
    database
        .getCollection("portfolio_items")
        .updateOne(
            Filters.eq("uid", uid),
            Updates.combine(
                Updates.set("state", StateJson.toDocument(item)),
                Updates.set("fingerprint", StateJson.fingerprint(item))));
  }

  private void storePlain(String content, byte[] bytes) {
    database
        .getCollection("contents")
        .updateOne(
            Filters.eq("_id", content),
            Updates.combine(Updates.unset("sealed"), Updates.set("sha256", Sha256.hex(bytes))));
    database
        .getCollection("content_chunks")
        .updateOne(
            Filters.eq("_id", content + "/0"),
            Updates.combine(
                Updates.unset("sealed"),
                Updates.set("data", new Binary(Arrays.copyOf(bytes, 1 << 20)))));
  }

  private static String fingerprint(String company) {
    return StateJson.fingerprint(plain(company));
  }

  private static PortfolioItem plain(String company) {
    Map<String, Object> fields = item(company);
    return PortfolioItem.checked(
        company,
        texts(fields, "deliverables"),
        texts(fields, "skills"),
        (String) fields.get("portfolio_url"),
        (String) fields.get("industry"));
  }

  @SuppressWarnings("unchecked")
  private static List<String> texts(Map<String, Object> fields, String name) {
    return Optional.ofNullable((List<String>) fields.get(name)).orElse(List.of());
  }

  private static String secret() {
    return "secret " + UUID.randomUUID();
  }
}
