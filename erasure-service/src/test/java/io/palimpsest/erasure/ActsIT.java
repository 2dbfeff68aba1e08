package io.palimpsest.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.mongodb.client.MongoClient;
import com.mongodb.client.model.Filters;
import io.palimpsest.audit.AuditField;
import io.palimpsest.audit.EntryType;
import io.palimpsest.audit.Statement;
import io.palimpsest.erasure.broker.ParkedRequests;
import io.palimpsest.erasure.demand.Deed;
import io.palimpsest.erasure.demand.Deeds;
import io.palimpsest.erasure.demand.Scribe;
import io.palimpsest.erasure.model.Requests;
import io.palimpsest.event.AccessAction;
import io.palimpsest.event.AccessLogged;
import io.palimpsest.event.ScopeType;
import io.palimpsest.messaging.Decoded;
import io.palimpsest.messaging.TopicLog;
import io.palimpsest.tenancy.Principal;
import io.palimpsest.tenancy.Role;
import io.palimpsest.topic.Topic;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Who did it: in the audit log by the digest of a key, in the access log by its id. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class ActsIT extends ErasureStack {
  @Inject Requests requests;
  @Inject ParkedRequests parked;
  @Inject Deeds deeds;
  @Inject Scribe scribe;
  @Inject MongoClient documents;

  /** What was logged before these tests names none of these. */
  private final String actor = "actor-" + UUID.randomUUID();

  @Test
  void holdsAndDecisionsNameWhoseTheyAreInBothLogs() {
    ingest.creator(creator, List.of("coach"), 1);
    UUID id = UUID.randomUUID();
    as(compliance("c1")).body(request(id, "CREATOR", creator)).post("/erasures");
    awaitState(id, "AWAITING_APPROVAL");
    String hold = placeHold(actor, "CREATOR", creator).getString("id");
    as(compliance(actor)).delete("/erasures/holds/" + hold).then().statusCode(200);
    as(compliance(actor))
        .body(Map.of("reason", "complex"))
        .post("/erasures/" + id + "/extend")
        .then()
        .statusCode(200);

    String digest = requests.find(id).orElseThrow().identity().key().actor(actor);
    Awaitility.await()
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(
            () ->
                assertThat(log())
                    .filteredOn(entry -> digest.equals(entry.data().get(AuditField.ACTOR)))
                    .extracting(Statement::type)
                    .containsExactly(
                        EntryType.HELD, EntryType.RELEASED, EntryType.DEADLINE_EXTENDED));
    awaitDeeds("legal_holds", EntryType.HELD, EntryType.RELEASED);
    awaitAccesses(AccessAction.ADMIN, AccessAction.ADMIN, AccessAction.ADMIN);
  }

  @Test
  void aHoldThatNoRequestWaitsForStandsInTheLogAllTheSame() {
    ingest.creator(creator, List.of("coach"), 1);
    String hold = placeHold(actor, "CREATOR", creator).getString("id");
    as(compliance(actor)).delete("/erasures/holds/" + hold).then().statusCode(200);
    Deed held = awaitDeeds("legal_holds", EntryType.HELD, EntryType.RELEASED).getFirst();
    Statement said = statement(held);
    assertThat(said.data())
        .containsEntry(AuditField.SCOPE, held.key().scope(ScopeType.CREATOR, List.of(creator)))
        .containsEntry(AuditField.REASON, "litigation");
  }

  @Test
  void searchesForCandidatesAndDroppedRecordsStandInBothLogs() {
    ingest.creator(creator, List.of("coach"), 1);
    as(compliance(actor)).get("/erasures/candidates?q=" + creator).then().statusCode(200);
    parked.park(
        new ConsumerRecord<>(
            Topic.ERASURE_REQUESTS.topicName(), 0, Long.MAX_VALUE - 1, "key", new byte[0]),
        "request.invalid");
    Principal operator = new Principal(actor, Set.of(Role.OPERATOR), Optional.empty(), Set.of());
    String record = "%s-0-%d".formatted(Topic.ERASURE_REQUESTS.topicName(), Long.MAX_VALUE - 1);
    as(operator).delete("/erasures/parked/" + record).then().statusCode(200);
    as(operator).delete("/erasures/parked/" + record).then().statusCode(404);
    as(operator).get("/erasures/parked/" + record).then().statusCode(404);
    Deed searched = awaitDeeds("deeds", EntryType.CANDIDATES_SEARCHED).getFirst();
    assertThat(statement(searched).data())
        .containsEntry(AuditField.EVIDENCE, searched.key().words(creator))
        .containsEntry(AuditField.FOUND, 1L);
    Deed dropped = awaitDeeds("parked_requests", EntryType.PARKED_DROPPED).getFirst();
    assertThat(statement(dropped).data())
        .containsEntry(AuditField.OBJECT, "erasure_requests")
        .containsEntry(AuditField.REASON, "request.invalid");
    assertThat(parked.newest(null, 1000)).noneMatch(left -> left.id().equals(record));
    as(compliance(actor))
        .post("/erasures/" + dropped.ref() + "/disclosure")
        .then()
        .statusCode(200)
        .body("actor", equalTo(dropped.key().actor(actor)));
    awaitAccesses(AccessAction.SEARCH, AccessAction.DELETE, AccessAction.ADMIN);
  }

  @Test
  void theKeyOfAnActIsDestroyedForGoodAndOfItsNeighbourIsNot() {
    ingest.creator(creator, List.of("coach"), 1);
    String hold = placeHold(actor, "CREATOR", creator).getString("id");
    as(compliance(actor)).delete("/erasures/holds/" + hold).then().statusCode(200);
    List<Deed> both = awaitDeeds("legal_holds", EntryType.HELD, EntryType.RELEASED);
    String held = "/erasures/" + both.getFirst().ref() + "/disclosure";

    as(operator()).delete(held).then().statusCode(403);
    as(compliance(actor)).post(held).then().statusCode(200);
    as(compliance(actor)).delete(held).then().statusCode(204);
    as(compliance(actor)).delete(held).then().statusCode(204);

    as(compliance(actor))
        .post(held)
        .then()
        .statusCode(410)
        .body("code", equalTo("disclosure.key_destroyed"));
    as(compliance(actor))
        .post("/erasures/" + both.getLast().ref() + "/disclosure")
        .then()
        .statusCode(200)
        .body("actor", equalTo(both.getLast().key().actor(actor)));
    as(compliance(actor)).delete("/erasures/ac_none/disclosure").then().statusCode(404);
    Deed left = deeds.find(both.getFirst().ref()).orElseThrow();
    assertThat(left.key()).isNull();
    assertThat(left.statement()).isEqualTo(both.getFirst().statement());
  }

  @Test
  void whatWasNotSaidAtOnceIsSaidLaterAndOnlyOnce() {
    Deed left =
        scribe.deed(
            EntryType.CANDIDATES_SEARCHED, actor, (entry, key) -> entry.with(AuditField.FOUND, 0));
    deeds.keep(left);
    deeds.keep(scribe.deed(EntryType.CANDIDATES_SEARCHED, "other", (entry, key) -> entry));
    awaitDeeds("deeds", EntryType.CANDIDATES_SEARCHED);
    assertThat(deeds.unsaid(1000)).noneMatch(deed -> deed.ref().equals(left.ref()));
  }

  /** Those of this test's actor that were kept in a collection, once the log has each of them. */
  private List<Deed> awaitDeeds(String collection, EntryType... types) {
    List<Deed> found = new ArrayList<>();
    Awaitility.await()
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(
            () -> {
              found.clear();
              for (Statement entry : log()) {
                String ref = entry.source().path().substring("/erasure/".length());
                if (entry.source().path().startsWith("/erasure/" + Deed.PREFIX)
                    && documents
                            .getDatabase("erasure")
                            .getCollection(collection)
                            .countDocuments(Filters.eq("deeds.ref", ref))
                        == 1) {
                  deeds
                      .find(ref)
                      .filter(
                          deed ->
                              deed.key() != null
                                  && deed.key()
                                      .actor(actor)
                                      .equals(entry.data().get(AuditField.ACTOR)))
                      .ifPresent(found::add);
                }
              }
              assertThat(found).extracting(deed -> statement(deed).type()).containsExactly(types);
            });
    return found;
  }

  private static Statement statement(Deed deed) {
    return Statement.parse(deed.statement().getBytes(StandardCharsets.UTF_8));
  }

  private void awaitAccesses(AccessAction... actions) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(
            () ->
                assertThat(accesses())
                    .filteredOn(access -> access.getKeyId().equals(actor))
                    .extracting(AccessLogged::getAction)
                    .containsExactlyInAnyOrder(actions));
  }

  private List<AccessLogged> accesses() {
    List<AccessLogged> logged = new ArrayList<>();
    new TopicLog(kafka.withClientId("test-access"), codec)
        .read(
            Topic.ACCESS,
            AccessLogged.class,
            Duration.ofSeconds(20),
            entry -> {
              if (entry.value() instanceof Decoded.Event<AccessLogged>(AccessLogged access)) {
                logged.add(access);
              }
            });
    return logged;
  }
}
