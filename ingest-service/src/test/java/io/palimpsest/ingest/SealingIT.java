package io.palimpsest.ingest;

import static io.palimpsest.ingest.testing.Api.as;
import static io.palimpsest.ingest.testing.Api.item;
import static io.palimpsest.ingest.testing.Api.source;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import io.palimpsest.event.ErasureAction;
import io.palimpsest.event.ScopeRef;
import io.palimpsest.event.SealedState;
import io.palimpsest.event.SourceChanged;
import io.palimpsest.event.SourceState;
import io.palimpsest.ingest.key.Rotation;
import io.palimpsest.ingest.testing.Announced;
import io.palimpsest.ingest.testing.Api;
import io.palimpsest.ingest.testing.Bearer;
import io.palimpsest.ingest.testing.Erasing;
import io.palimpsest.ingest.testing.Opened;
import io.palimpsest.ingest.testing.RealParts;
import io.palimpsest.messaging.Decoded;
import io.palimpsest.messaging.TopicLog;
import io.palimpsest.sealing.HttpKeys;
import io.palimpsest.sealing.KeyAnswer;
import io.palimpsest.sealing.MasterKey;
import io.palimpsest.topic.Topic;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.bson.Document;
import org.bson.types.Binary;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealParts.class)
class SealingIT {
  private static final String ITEM = "/organizations/{org}/items/{item}";
  private static final String SOURCE = "/creators/{creator}/twins/coach/sources/{source}";
  private static final String SECRET = "nobody but the reader may see this sentence";

  @Inject MongoDatabase database;
  @Inject Rotation rotation;

  @Test
  void theTopicHoldsNothingReadableAndTheKeyOpensIt() throws Exception {
    String creator = Api.creator();
    String uid = put(creator, "src_1", SECRET);

    List<byte[]> records = records(uid);

    assertThat(records).hasSize(1);
    assertThat(new String(records.getFirst(), StandardCharsets.ISO_8859_1))
        .doesNotContain("sentence", "Handbook", "text/plain");
    assertThat(text(state(uid))).isEqualTo(SECRET);
  }

  @Test
  void aKeyIsForServicesAloneAndOneThatNeverWasIsNotErased() {
    String creator = Api.creator();
    String uid = put(creator, "src_1", SECRET);
    UUID stranger = UUID.randomUUID();

    as(Bearer.service())
        .get("/internal/keys/{uid}", uid)
        .then()
        .statusCode(200)
        .header("Cache-Control", "no-store")
        .body("state", equalTo("present"))
        .body("path", hasSize(3));
    as(Bearer.service()).get("/internal/keys/{uid}", stranger).then().statusCode(404);
    UUID tenant = Erasing.path(Erasing.resolve("CREATOR", creator)).getLast().getUid();
    as(Bearer.service()).get("/internal/keys/{uid}", tenant).then().statusCode(404);
    as(Bearer.creator(creator)).get("/internal/keys/{uid}", uid).then().statusCode(403);
    as(Bearer.operator()).get("/internal/keys/{uid}", uid).then().statusCode(403);
    as(Bearer.service(), Map.of("uids", List.of(uid, stranger)))
        .post("/internal/keys/find")
        .then()
        .statusCode(200)
        .body("keys", hasSize(2))
        .body("keys.find { it.uid == '" + stranger + "' }.state", equalTo("unknown"));
    as(Bearer.service(), Map.of("uids", List.of()))
        .post("/internal/keys/find")
        .then()
        .statusCode(422)
        .body("field", equalTo("uids"));
    as(Bearer.creator(creator), Map.of("uids", List.of(uid)))
        .post("/internal/keys/find")
        .then()
        .statusCode(403);
  }

  @Test
  void aKeyOfTheSystemIsMadeOnceFoundByItsUidAndGoesByItself() {
    HttpKeys owner = Opened.keys();
    String name = "test." + UUID.randomUUID();
    Instant until = Instant.now().plus(Duration.ofDays(15)).truncatedTo(ChronoUnit.MILLIS);

    KeyAnswer.Present made = owner.named(name, until).orElseThrow();
    UUID uid = made.path().getLast();
    byte[] sealed = made.key().seal(SECRET.getBytes(StandardCharsets.UTF_8), "somewhere");

    KeyAnswer.Present again = owner.named(name, until.plusSeconds(1)).orElseThrow();
    assertThat(again.path()).isEqualTo(made.path());
    assertThat(Opened.key(uid)).isInstanceOf(KeyAnswer.Present.class);
    assertThat(again.key().open(sealed, "somewhere")).asString().isEqualTo(SECRET);
    Document stored =
        database.getCollection("keys").find(Filters.eq("_id", uid.toString())).first();
    assertThat(stored.getDate("until")).isEqualTo(Date.from(until));
    assertThat(owner.named(name + ".other", until).orElseThrow().path().getLast())
        .isNotEqualTo(uid);
  }

  @Test
  void aKeyOfTheSystemIsForServicesAloneAndHasANameAndAnEnd() {
    Instant soon = Instant.now().plusSeconds(600);
    named(Bearer.service(), "Not A Name", soon).statusCode(422).body("field", equalTo("name"));
    for (Object wrong :
        List.of(soon.minusSeconds(1200), soon.plus(Duration.ofDays(91)), "tomorrow", "")) {
      named(Bearer.service(), "a.name", wrong).statusCode(422).body("field", equalTo("until"));
    }
    named(Bearer.operator(), "a.name", soon).statusCode(403);
    named(Bearer.service(), "a.name", soon).statusCode(200).body("state", equalTo("present"));
  }

  private static ValidatableResponse named(String token, String name, Object until) {
    return as(token)
        .queryParam("until", until.toString())
        .put("/internal/keys/system/{name}", name)
        .then();
  }

  @Test
  void onceItsKeyIsDestroyedNoCopyOfTheTopicCanBeRead() {
    String creator = Api.creator();
    String uid = put(creator, "src_1", SECRET);
    String neighbour = put(creator, "src_2", SECRET);
    SealedState copy = sealed(uid);
    assertThat(text(Opened.state(copy, SourceState.class))).isEqualTo(SECRET);

    List<ScopeRef> path = Erasing.path(Erasing.resolve("SOURCE", creator, "coach", "src_1"));
    Erasing.fence(path.getLast());
    await()
        .atMost(Duration.ofSeconds(90))
        .until(() -> Opened.key(UUID.fromString(uid)) instanceof KeyAnswer.Erased);
    assertThat(wrapped(uid)).isNotNull();
    assertThat(Erasing.run("ingest.keys", ErasureAction.COUNT, path).getFound()).isEqualTo(1);
    assertThat(Erasing.run("ingest.keys", ErasureAction.ERASE, path).getDeleted()).isEqualTo(1);
    assertThat(Erasing.run("ingest.keys", ErasureAction.ERASE, path).getDeleted()).isZero();
    assertThat(Erasing.run("ingest.keys", ErasureAction.VERIFY, path).getRemaining()).isZero();

    assertThat(wrapped(uid)).isNull();
    assertThat(Opened.key(copy.getKeyUid())).isEqualTo(new KeyAnswer.Erased());
    as(Bearer.service())
        .get("/internal/keys/{uid}", uid)
        .then()
        .statusCode(410)
        .body("code", equalTo("key.erased"));
    assertThat(text(state(neighbour))).isEqualTo(SECRET);
    assertThat(wrapped(neighbour)).isNotNull();
  }

  @Test
  void destroyingATenantsKeysLeavesNoneBelow() {
    String org = Api.organization();
    String token = Bearer.organization(org);
    for (int i = 0; i < 3; i++) {
      as(token, item("Acme")).put(ITEM, org, "port_" + i).then().statusCode(201);
    }
    List<ScopeRef> path = Erasing.path(Erasing.resolve("ORGANIZATION", org));
    await().atMost(Duration.ofSeconds(90)).until(() -> keysUnder(path.getLast().getUid()) == 4);

    Erasing.fence(path.getLast());
    assertThat(Erasing.run("ingest.keys", ErasureAction.ERASE, path).getDeleted()).isEqualTo(4);

    assertThat(keysUnder(path.getLast().getUid())).isZero();
  }

  @Test
  void theMasterKeyIsChangedStepByStepAndEverythingStaysReadable() throws Exception {
    List<String> uids = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      uids.add(put(Api.creator(), "src_1", SECRET));
    }
    MasterKey old = MasterKey.read(RealParts.masterKey());
    MasterKey both = old.withNew();
    both.write(RealParts.masterKey());

    long before = rotation.progress().remaining();
    assertThat(before).isGreaterThanOrEqualTo(5);
    Rotation.Progress some =
        as(Bearer.operator())
            .post("/ingest/master-key/rotation?most=2")
            .then()
            .statusCode(200)
            .extract()
            .as(Rotation.Progress.class);
    assertThat(some.rewrapped()).isEqualTo(2);
    assertThat(some.remaining()).isEqualTo(before - 2);
    String meanwhile = put(Api.creator(), "src_1", SECRET);
    assertThat(rotation.run(10_000).rewrapped()).isEqualTo(before - 2);
    assertThat(rotation.progress()).isEqualTo(new Rotation.Progress(both.current(), 0, 0));

    both.withoutOld().write(RealParts.masterKey());
    assertThat(rotation.progress().remaining()).isZero();
    uids.add(meanwhile);
    for (String uid : uids) {
      assertThat(both.withoutOld().unwrap(wrappedTenant(uid), context(uid)).toString())
          .isEqualTo("DataKey");
      assertThat(text(state(uid))).isEqualTo(SECRET);
    }
    as(Bearer.service()).get("/ingest/master-key").then().statusCode(403);
  }

  private static String put(String creator, String id, String content) {
    String uid =
        as(Bearer.creator(creator), source("Handbook", content))
            .put(SOURCE, creator, id)
            .then()
            .statusCode(201)
            .extract()
            .path("uid");
    await()
        .atMost(Duration.ofSeconds(90))
        .until(() -> !Announced.of(Topic.SOURCES, SourceChanged.class, uid).isEmpty());
    return uid;
  }

  private static SealedState sealed(String uid) {
    return (SealedState)
        Announced.of(Topic.SOURCES, SourceChanged.class, uid).getFirst().getState();
  }

  private static SourceState state(String uid) {
    return Opened.state(sealed(uid), SourceState.class);
  }

  private static String text(SourceState state) {
    return StandardCharsets.UTF_8
        .decode(((java.nio.ByteBuffer) state.getContent()).duplicate())
        .toString();
  }

  private static List<byte[]> records(String uid) throws Exception {
    List<byte[]> records = new ArrayList<>();
    new TopicLog(Announced.kafka(), Announced.codec())
        .readBytes(
            Topic.SOURCES,
            Duration.ofSeconds(20),
            found -> {
              if (found.key().equals(uid)
                  && found.value() instanceof Decoded.Event<byte[]>(var bytes)) {
                records.add(bytes);
              }
            });
    return records;
  }

  private byte[] wrapped(String uid) {
    Document key = database.getCollection("keys").find(Filters.eq("_id", uid)).first();
    assertThat(key).as("the record, or its mark").isNotNull();
    Binary wrapped = key.get("wrapped", Binary.class);
    return wrapped == null ? null : wrapped.getData();
  }

  private byte[] wrappedTenant(String uid) {
    return wrapped(tenant(uid));
  }

  private String context(String uid) {
    return tenant(uid) + "/" + tenant(uid);
  }

  private String tenant(String uid) {
    return database
        .getCollection("keys")
        .find(Filters.eq("_id", uid))
        .first()
        .getList("path", String.class)
        .getFirst();
  }

  private long keysUnder(UUID scope) {
    return database
        .getCollection("keys")
        .countDocuments(
            Filters.and(Filters.eq("path", scope.toString()), Filters.exists("wrapped")));
  }
}
