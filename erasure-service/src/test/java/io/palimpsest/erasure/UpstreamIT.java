package io.palimpsest.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.event.ErasureState;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** An application of somebody else takes part: nothing is confirmed before it has answered. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
@TestProfile(UpstreamIT.WithCrm.class)
class UpstreamIT extends ErasureStack {
  /** One more participant, between documents and ledger. */
  public static final class WithCrm implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("palimpsest.erasure.participants.crm.stage", "35");
    }
  }

  @Test
  void nothingIsConfirmedBeforeTheUpstreamApplicationHasErasedItsShare() throws Exception {
    ingest.creator(creator, List.of("coach"), 1);
    participants.rule(SampleCrm.NAME, (task, receipt) -> null);
    UUID id =
        UUID.fromString(
            as(owner(creator)).delete("/delphi/creator").then().extract().path("request_id"));
    Awaitility.await()
        .atMost(Duration.ofSeconds(90))
        .until(
            () ->
                participants.tasksOf(get(id).getString("request_ref")).stream()
                    .anyMatch(task -> task.getParticipant().equals(SampleCrm.NAME)));
    assertThat(get(id).getString("state")).isEqualTo(ErasureState.DELETING.name());

    SampleCrm crm = new SampleCrm(kafka, codec, verifier, receipts);
    crm.put(creator, "ada@example.org");
    crm.put("somebody-else", "eve@example.org");
    try (crm) {
      crm.start();
      JsonPath end = awaitState(id, "CONFIRMED_LIVE");
      assertThat(crm.contacts()).containsOnlyKeys("somebody-else");
      assertThat(end.getList("counts.findAll { it.participant == 'crm' }.deleted")).isNotEmpty();
      assertThat(end.getList("plan.participants", String.class))
          .containsSubsequence("ingest.content", "crm", "ingest.registry", "erasure.verifier");
    }
  }
}
