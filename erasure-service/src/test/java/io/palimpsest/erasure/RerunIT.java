package io.palimpsest.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.palimpsest.erasure.model.Draft;
import io.palimpsest.erasure.model.ErasureRequest;
import io.palimpsest.erasure.model.Plan;
import io.palimpsest.erasure.model.Requests;
import io.palimpsest.event.ErasureAction;
import io.palimpsest.event.ErasureTask;
import io.palimpsest.topic.WorkTopic;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** An ended request is run again for a participant that its plan did not have. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class RerunIT extends ErasureStack {
  private static final String ADDED = WorkTopic.SUBMISSIONS.participant();

  @Inject Requests requests;

  @Test
  void aParticipantThatWasAddedSinceErasesByUid() {
    ingest.creator(creator, List.of("coach"), 1);
    UUID id = UUID.randomUUID();
    as(compliance("c1"))
        .body(request(id, "CREATOR", creator))
        .post("/erasures")
        .then()
        .statusCode(202);
    String digest = awaitState(id, "AWAITING_APPROVAL").getString("plan.digest");
    rerun(id).then().statusCode(409).body("code", equalTo("rerun.not_confirmed"));
    approve("c2", id, digest).then().statusCode(200);
    String ref = awaitState(id, "CONFIRMED_LIVE").getString("request_ref");
    rerun(id).then().statusCode(409).body("code", equalTo("rerun.nothing_new"));
    as(owner(creator)).post("/erasures/" + id + "/rerun").then().statusCode(403);

    without(id);
    int before = erased(ref).size();
    rerun(id).then().statusCode(200);
    Awaitility.await()
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(() -> assertThat(erased(ref)).hasSize(before + 1));
    ErasureTask task = erased(ref).getLast();
    assertThat(task.getScopePath()).allSatisfy(scope -> assertThat(scope.getId()).isEmpty());
    assertThat(task.getUids()).isNotEmpty();
    Awaitility.await()
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(
            () -> rerun(id).then().statusCode(409).body("code", equalTo("rerun.nothing_new")));
    assertThat(get(id).getString("state")).isEqualTo("CONFIRMED_LIVE");
  }

  private Response rerun(UUID id) {
    return as(compliance("c1")).post("/erasures/" + id + "/rerun");
  }

  private List<ErasureTask> erased(String ref) {
    return participants.tasksOf(ref).stream()
        .filter(task -> task.getParticipant().equals(ADDED))
        .filter(task -> task.getAction() == ErasureAction.ERASE)
        .toList();
  }

  /** As a request is that was planned before the participant was there. */
  private void without(UUID id) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(90))
        .until(
            () -> {
              ErasureRequest present = requests.find(id).orElseThrow();
              Plan plan = present.planned();
              Plan less =
                  new Plan(
                      plan.path(),
                      plan.children(),
                      plan.namespaces(),
                      plan.sharedNamespaces(),
                      plan.participants().stream().filter(p -> !p.name().equals(ADDED)).toList(),
                      plan.entities(),
                      plan.digest(),
                      plan.inventory(),
                      plan.kept());
              return requests
                  .replace(Draft.of(present, Instant.now()).plan(less).done(), null)
                  .isPresent();
            });
  }
}
