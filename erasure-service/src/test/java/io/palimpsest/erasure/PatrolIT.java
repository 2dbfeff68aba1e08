package io.palimpsest.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.erasure.model.ErasureRequest;
import io.palimpsest.erasure.model.Requests;
import io.palimpsest.erasure.phase.PatrolPolicy;
import io.palimpsest.erasure.phase.Readmission;
import io.palimpsest.erasure.saga.Ledger;
import io.palimpsest.erasure.verify.PlantedVectors;
import io.palimpsest.erasure.verify.VerifierSettings;
import io.palimpsest.event.ErasureAction;
import io.palimpsest.event.ErasureReceipt;
import io.palimpsest.event.ErasureTask;
import io.palimpsest.event.ScopeType;
import io.palimpsest.vectorstore.Ownership;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What comes back after the end is found by its uid, deleted again and logged. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class PatrolIT extends ErasureStack {
  @Inject Requests requests;
  @Inject Ledger ledger;
  @Inject VerifierSettings settings;

  private PlantedVectors vectors;

  @BeforeEach
  void open() {
    vectors = new PlantedVectors(settings);
  }

  @AfterEach
  void close() {
    vectors.close();
  }

  @Test
  void aVectorThatCameBackIsFoundAndDeletedAndItsNeighbourOfANewAdmissionStays() {
    ingest.creator(creator, List.of("coach"), 1);
    UUID erased = ingest.scope(ScopeType.CREATOR, creator).path().getLast().uid();
    JsonPath end = deleteCreator();
    String ref = end.getString("request_ref");
    String namespace = "creator_" + creator + "_twin_coach";
    UUID readmitted = UUID.randomUUID();
    vectors.write(namespace, "revenant", Ownership.CREATOR_UID, erased);
    vectors.write(namespace, "neighbour", Ownership.CREATOR_UID, readmitted);
    participants.rule(
        ref,
        "reembed.vectors",
        (task, receipt) -> {
          if (task.getAction() == ErasureAction.ERASE) {
            vectors.delete(task.getSharedNamespaces(), Ownership.CREATOR_UID, erased);
          }
          return receipt;
        });

    report(ref, 1);

    JsonPath after = awaitJournal(end.getUUID("request_id"), "patrol.done");
    assertThat(vectors.ids(namespace)).as("neighbour is the control").containsExactly("neighbour");
    assertThat(after.getList("timeline.what", String.class))
        .containsSubsequence(
            "confirmed_live", "patrol.reported", "patrol.found", "deleted", "patrol.done");
    assertThat(after.getString("state")).isEqualTo("CONFIRMED_LIVE");
    List<String> asked = repairs(ref).stream().map(ErasureTask::getParticipant).toList();
    assertThat(asked).hasSize(7).startsWith("reembed.vectors");
    assertThat(asked.subList(1, 4))
        .as("one stage, each on a topic of its own")
        .containsExactlyInAnyOrder("ingest.content", "ingest.keys", "ingest.submissions");
    assertThat(asked).endsWith("ingest.documents", "reembed.ledger", "ingest.registry");
    assertThat(repairs(ref))
        .allSatisfy(
            task -> {
              assertThat(task.getNamespaces()).as("nothing is dropped").isEmpty();
              assertThat(task.getSharedNamespaces()).containsExactly(namespace);
            });
    assertThat(after.getList("plan.shared_namespaces")).as("names are gone again").isEmpty();
  }

  @Test
  void withNothingBackAReportLeadsToALookAndNothingIsDeleted() {
    ingest.creator(creator, List.of("coach"), 1);
    JsonPath end = deleteCreator();
    report(end.getString("request_ref"), 1);
    awaitJournal(end.getUUID("request_id"), "patrol.done");
    assertThat(repairs(end.getString("request_ref"))).isEmpty();
  }

  @Test
  void theLeaveAndEachLookAfterItHaveWhatCameBackReconciled() {
    ingest.creator(creator, List.of("coach"), 1);
    JsonPath end = deleteCreator();
    UUID id = end.getUUID("request_id");
    ledger.change(id, now -> Readmission.given(now, List.of(), "a".repeat(64), now.createdAt()));
    awaitJournal(id, "reconcile.started");
    report(end.getString("request_ref"), 1);
    awaitJournal(id, "patrol.done");
    assertThat(ingest.reconciles()).containsExactly("creator:" + creator, "creator:" + creator);
    String erased = requests.find(id).orElseThrow().planned().scope().uid().toString();
    assertThat(ingest.givenBack()).as("whose rows are nobody's").containsExactly(erased, erased);
    assertThat(repairs(end.getString("request_ref"))).isEmpty();
  }

  @Test
  void aConfirmedRequestIsLookedAtAgainAfterAnHourAndNotBefore() {
    ingest.creator(creator, List.of("coach"), 1);
    UUID id = deleteCreator().getUUID("request_id");
    ErasureRequest request = requests.find(id).orElseThrow();
    Duration hour = Duration.ofHours(1);
    assertThat(new PatrolPolicy(List.of(hour)).next(request))
        .contains(request.endedAt().plus(hour));
    Awaitility.await()
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(
            () ->
                assertThat(requests.due(request.endedAt().plus(hour).plusSeconds(1), 10_000))
                    .contains(id));
    assertThat(requests.due(Instant.now().plusSeconds(60), 10_000)).doesNotContain(id);
  }

  private List<ErasureTask> repairs(String ref) {
    return participants.tasksOf(ref).stream()
        .filter(task -> task.getAction() == ErasureAction.ERASE)
        .skip(7)
        .toList();
  }

  /** As the gate of a restored store says it: a receipt that answers no task. */
  private void report(String ref, long found) {
    ErasureReceipt report =
        ErasureReceipt.newBuilder()
            .setRequestRef(ref)
            .setOccurredAt(Instant.now())
            .setTaskId(UUID.randomUUID())
            .setParticipant("reembed.ledger")
            .setAttempt(1)
            .setAction(ErasureAction.VERIFY)
            .setFound(found)
            .setDeleted(0)
            .setRemaining(found)
            .setMethod("restore_gate")
            .setEvidence("count:" + found)
            .build();
    receipts.publish(report).join();
  }

  private JsonPath awaitJournal(UUID id, String what) {
    return Awaitility.await()
        .atMost(Duration.ofSeconds(90))
        .until(() -> get(id), now -> now.getList("timeline.what", String.class).contains(what));
  }
}
