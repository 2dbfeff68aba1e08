package io.palimpsest.erasure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.audit.EntryType;
import io.palimpsest.erasure.model.Scope;
import io.palimpsest.erasure.verify.PlantedVectors;
import io.palimpsest.erasure.verify.VerifierSettings;
import io.palimpsest.event.ErasureAction;
import io.palimpsest.event.ErasureTask;
import io.palimpsest.event.ScopeType;
import io.palimpsest.vectorstore.Ownership;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What comes under a scope after its plan was made is erased with it, or the end is not reached.
 */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class InventoryIT extends ErasureStack {
  @Inject VerifierSettings settings;

  private PlantedVectors vectors;

  @BeforeEach
  void open() {
    vectors = new PlantedVectors(settings);
    participants.rule("reembed.vectors", vectors::obey);
  }

  @AfterEach
  void close() {
    vectors.close();
  }

  @Test
  void aTwinThatIsRegisteredWhileTheRequestWaitsForApprovalIsErasedWithItsCreator() {
    ingest.creator(creator, List.of("coach"), 1);
    UUID uid = ingest.scope(ScopeType.CREATOR, creator).path().getLast().uid();
    vectors.write("creator_" + creator + "_twin_coach", "early", Ownership.CREATOR_UID, uid);
    UUID id = ask("CREATOR", creator);
    String digest = awaitState(id, "AWAITING_APPROVAL").getString("plan.digest");

    Scope late = ingest.twin(creator, "late");
    String namespace = "creator_" + creator + "_twin_late";
    vectors.write(namespace, "late", Ownership.CREATOR_UID, uid);
    approve("c2", id, digest).then().statusCode(200);

    String ref = awaitState(id, "CONFIRMED_LIVE").getString("request_ref");
    assertThat(vectors.ids(namespace)).as("readable after the confirmation").isEmpty();
    assertThat(erases(ref, "ingest.documents").getUids()).contains(late.uid());
    assertThat(erases(ref, "reembed.vectors").getNamespaces()).contains(namespace);
    assertThat(inventory(id)).contains("registry=2,ledger=0,store=0,doubts=0");
    assertThat(log())
        .filteredOn(entry -> entry.type() == EntryType.INVENTORY)
        .anySatisfy(entry -> assertThat(new String(entry.bytes(), UTF_8)).contains(ref));
  }

  @Test
  void whatAForeignClientWroteUnderTheOwnersNameIsErasedToo() {
    ingest.creator(creator, List.of("coach"), 1);
    String namespace = "creator_" + creator + "_twin_nobody";
    vectors.write(namespace, "foreign", "written_by", UUID.randomUUID());
    UUID id = deleteCreator().getUUID("request_id");
    assertThat(vectors.ids(namespace)).isEmpty();
    assertThat(inventory(id)).contains("store=1");
  }

  @Test
  void aRowOfTheLedgerNamesAPlaceThatNoNameLeadsTo() {
    ingest.creator(creator, List.of("coach"), 1);
    UUID uid = ingest.scope(ScopeType.CREATOR, creator).path().getLast().uid();
    String elsewhere = "creator_" + creator + ".moved";
    ingest.row(uid, "next", elsewhere);
    vectors.write(elsewhere, "moved", Ownership.CREATOR_UID, uid);
    vectors.write(elsewhere, "neighbour", Ownership.CREATOR_UID, UUID.randomUUID());
    deleteCreator();
    assertThat(vectors.ids(elsewhere)).containsExactly("neighbour");
  }

  @Test
  void aNamesakesPrefixIsNotTouched() {
    ingest.creator(creator, List.of("coach"), 1);
    String other = "creator_" + creator + "0_twin_coach";
    vectors.write(other, "neighbour", Ownership.CREATOR_UID, UUID.randomUUID());
    deleteCreator();
    assertThat(vectors.ids(other)).containsExactly("neighbour");
  }

  @Test
  void anotherLivingScopeInsideKeepsTheErasureFromItsEnd() {
    ingest.creator(creator, List.of("coach"), 1);
    ingest.creator(creator + "-other", List.of("coach"), 1);
    UUID other = ingest.scope(ScopeType.CREATOR, creator + "-other").path().getLast().uid();
    String namespace = "creator_" + creator + "_twin_coach";
    vectors.write(namespace, "guest", Ownership.CREATOR_UID, other);
    UUID id = askOwner();

    stopped(id, "occupied");

    assertThat(vectors.ids(namespace)).as("it is not ours to delete").containsExactly("guest");
    vectors.delete(List.of(namespace), Ownership.CREATOR_UID, other);
    awaitState(id, "CONFIRMED_LIVE");
  }

  @Test
  void aNameThatCannotBeReadKeepsTheErasureFromItsEnd() {
    ingest.creator(creator, List.of("coach"), 1);
    String odd = "creator_" + creator + "_twin_!";
    vectors.write(odd, "odd", Ownership.CREATOR_UID, UUID.randomUUID());
    UUID id = askOwner();
    stopped(id, "unattributed");
    vectors.drop(odd);
    awaitState(id, "CONFIRMED_LIVE");
  }

  @Test
  void aTargetThatNobodyCanReadKeepsTheErasureFromItsEnd() {
    ingest.creator(creator, List.of("coach"), 1);
    UUID uid = ingest.scope(ScopeType.CREATOR, creator).path().getLast().uid();
    ingest.row(uid, "elsewhere", "creator_" + creator + "_twin_coach");
    UUID id = askOwner();
    stopped(id, "unreachable");
    ingest.forgetRows(uid);
    awaitState(id, "CONFIRMED_LIVE");
  }

  private UUID ask(String type, String... ids) {
    UUID id = UUID.randomUUID();
    as(compliance("c1")).body(request(id, type, ids)).post("/erasures").then().statusCode(202);
    return id;
  }

  private UUID askOwner() {
    return as(owner(creator))
        .delete("/delphi/creator")
        .then()
        .statusCode(202)
        .extract()
        .jsonPath()
        .getUUID("request_id");
  }

  /** Waits until somebody is told. */
  private void stopped(UUID id, String doubt) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(
            () -> {
              JsonPath now = get(id);
              assertThat(now.getString("state")).isNotEqualTo("CONFIRMED_LIVE");
              assertThat(now.getList("flags", String.class)).contains("STOPPED");
              assertThat(now.getList("doubts", String.class)).contains(doubt);
            });
  }

  private ErasureTask erases(String ref, String participant) {
    return participants.tasksOf(ref).stream()
        .filter(task -> task.getParticipant().equals(participant))
        .filter(task -> task.getAction() == ErasureAction.ERASE)
        .findFirst()
        .orElseThrow();
  }

  private String inventory(UUID id) {
    return get(id).getString("timeline.find { it.what == 'inventory' }.detail");
  }
}
