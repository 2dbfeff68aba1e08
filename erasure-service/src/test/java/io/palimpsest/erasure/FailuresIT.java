package io.palimpsest.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.audit.AuditSource;
import io.palimpsest.audit.EntryType;
import io.palimpsest.audit.Statement;
import io.palimpsest.event.ErasureAction;
import io.palimpsest.event.ErasureTask;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Participants and registries that fail, are silent, or were overtaken. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class FailuresIT extends ErasureStack {
  @Test
  void participantThatFailsIsAskedAgainAndNothingSkippedCountsAsDone() {
    ingest.creator(creator, List.of("coach"), 1);
    AtomicInteger failures = new AtomicInteger();
    participants.rule(
        "ingest.documents",
        (task, receipt) -> {
          if (task.getAction() == ErasureAction.ERASE && failures.incrementAndGet() <= 2) {
            receipt.setFailure("store.unavailable");
          }
          return receipt;
        });
    JsonPath end = deleteCreator();
    assertThat(failures.get()).isEqualTo(3);
    assertThat(participants.tasksOf(end.getString("request_ref")))
        .filteredOn(
            t ->
                t.getParticipant().equals("ingest.documents")
                    && t.getAction() == ErasureAction.ERASE)
        .extracting(ErasureTask::getAttempt)
        .containsExactly(1, 2, 3);
  }

  @Test
  void silentParticipantIsAskedAgain() {
    ingest.creator(creator, List.of("coach"), 1);
    participants.rule("reembed.ledger", (task, receipt) -> task.getAttempt() == 1 ? null : receipt);
    JsonPath end = deleteCreator();
    assertThat(participants.tasksOf(end.getString("request_ref")))
        .anyMatch(t -> t.getParticipant().equals("reembed.ledger") && t.getAttempt() == 2);
  }

  @Test
  void whatAParticipantStillFindsIsDeletedAgainBeforeAnythingIsConfirmed() {
    ingest.creator(creator, List.of("coach"), 1);
    AtomicInteger verifications = new AtomicInteger();
    participants.rule(
        "ingest.documents",
        (task, receipt) -> {
          if (task.getAction() == ErasureAction.VERIFY && verifications.incrementAndGet() == 1) {
            receipt.setFound(1);
            receipt.setRemaining(1);
          }
          return receipt;
        });
    JsonPath end = deleteCreator();
    assertThat(verifications.get()).isEqualTo(2);
    assertThat(participants.tasksOf(end.getString("request_ref")))
        .filteredOn(
            t ->
                t.getParticipant().equals("ingest.documents")
                    && t.getAction() == ErasureAction.ERASE)
        .hasSize(2);
  }

  @Test
  void secondRequestOfACoveredScopeAttachesAndMakesItsOwnCheck() {
    ingest.creator(creator, List.of("coach"), 1);
    participants.rule(
        "reembed.vectors",
        (task, receipt) ->
            task.getAction() == ErasureAction.ERASE && task.getAttempt() < 2 ? null : receipt);
    UUID first =
        UUID.fromString(
            as(owner(creator)).delete("/delphi/creator").then().extract().path("request_id"));
    awaitState(first, "DELETING");
    UUID second =
        UUID.fromString(
            as(owner(creator)).delete("/delphi/twin/coach").then().extract().path("request_id"));
    Awaitility.await()
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(
            () -> assertThat(get(second).getString("attached_to")).isEqualTo(first.toString()));
    awaitState(first, "CONFIRMED_LIVE");
    JsonPath end = awaitState(second, "CONFIRMED_LIVE");
    assertThat(participants.tasksOf(end.getString("request_ref")))
        .isNotEmpty()
        .allMatch(task -> task.getAction() == ErasureAction.VERIFY);
  }

  @Test
  void whatAnAttachedRequestFindsItDeletesAndTheCoverIsTold() {
    ingest.creator(creator, List.of("coach"), 1);
    participants.rule(
        "reembed.vectors",
        (task, receipt) ->
            task.getAction() == ErasureAction.ERASE && task.getAttempt() < 2 ? null : receipt);
    UUID first =
        UUID.fromString(
            as(owner(creator)).delete("/delphi/creator").then().extract().path("request_id"));
    awaitState(first, "DELETING");
    UUID second =
        UUID.fromString(
            as(owner(creator)).delete("/delphi/twin/coach").then().extract().path("request_id"));
    Awaitility.await()
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(
            () -> assertThat(get(second).getString("attached_to")).isEqualTo(first.toString()));
    String ref = get(second).getString("request_ref");
    AtomicInteger verifications = new AtomicInteger();
    participants.rule(
        ref,
        "ingest.documents",
        (task, receipt) -> {
          if (task.getAction() == ErasureAction.VERIFY && verifications.incrementAndGet() == 1) {
            receipt.setFound(2);
            receipt.setRemaining(2);
          }
          return receipt;
        });
    JsonPath end = awaitState(second, "CONFIRMED_LIVE");
    assertThat(end.getList("timeline.what", String.class))
        .doesNotContain("detached", "search.begun", "fence.intended")
        .containsSubsequence("attached", "inventory", "verify.found", "inventory", "concluded");
    assertThat(participants.tasksOf(ref))
        .filteredOn(task -> task.getAction() == ErasureAction.ERASE)
        .isNotEmpty()
        .allMatch(task -> task.getFenceSequence() != null);
    AuditSource cover = AuditSource.request(get(first).getString("request_ref"));
    Awaitility.await()
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(
            () ->
                assertThat(log())
                    .filteredOn(entry -> entry.source().equals(cover))
                    .extracting(Statement::type)
                    .containsOnlyOnce(EntryType.RESURRECTION_DETECTED));
  }

  @Test
  void registryThatIsDownDelaysAndDoesNotConfirm() {
    ingest.creator(creator, List.of("coach"), 1);
    ingest.failNext(4);
    JsonPath end = deleteCreator();
    assertThat(ingest.failed()).isEqualTo(4);
    assertThat(participants.tasksOf(end.getString("request_ref"))).isNotEmpty();
  }
}
