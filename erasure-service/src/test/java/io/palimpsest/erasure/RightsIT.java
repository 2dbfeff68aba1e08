package io.palimpsest.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.palimpsest.event.ErasureReason;
import io.palimpsest.event.ErasureRequested;
import io.palimpsest.event.ErasureScope;
import io.palimpsest.event.ScopeType;
import io.palimpsest.messaging.TokenHeader;
import io.palimpsest.tenancy.CreatorId;
import io.palimpsest.tenancy.OrganizationId;
import io.palimpsest.tenancy.Principal;
import io.palimpsest.tenancy.Role;
import io.palimpsest.topic.Topic;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Through which door a tenant's own token erases, and through which it only asks. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class RightsIT extends ErasureStack {
  @Test
  void aProducersTokenOnlyAsksForAWholeOrganization() {
    ingest.organization(creator, "slug-" + creator);
    UUID id = post(organization(creator), "ORGANIZATION", creator);
    requireAwaiting(id, 2);
    String digest = get(id).getString("plan.digest");
    approve("c1", id, digest).then().statusCode(200).body("state", equalTo("AWAITING_APPROVAL"));
    approve("c1", id, digest).then().statusCode(409).body("code", equalTo("approval.not_distinct"));
    approve("c2", id, digest).then().statusCode(200);
    awaitState(id, "CONFIRMED_LIVE");
  }

  @Test
  void anOwnerWhoPostsOnlyAsksWhateverTheScope() {
    ingest.creator(creator, List.of("coach"), 1);
    requireAwaiting(post(owner(creator), "SOURCE", creator, "coach", "source-0"), 1);
    requireAwaiting(post(owner(creator), "TWIN", creator, "coach"), 1);
    requireAwaiting(post(owner(creator), "CREATOR", creator), 2);
  }

  @Test
  void anEventOfAnOwnerOnlyAsks() {
    ingest.creator(creator, List.of("coach"), 1);
    ingest.organization(creator, "slug-" + creator);
    requireAwaiting(publish(owner(creator), ScopeType.TWIN, creator, "coach"), 1);
    requireAwaiting(publish(owner(creator), ScopeType.CREATOR, creator), 2);
    requireAwaiting(publish(organization(creator), ScopeType.ORGANIZATION, creator), 2);
  }

  @Test
  void theOwnersDoorIsTheOwnersAndNotThatOfAComplianceTokenWhichNamesOne() {
    ingest.creator(creator, List.of("coach"), 1);
    Principal bound =
        new Principal(
            "bound", Set.of(Role.COMPLIANCE), Optional.of(new CreatorId(creator)), Set.of());
    UUID asked =
        as(bound)
            .delete("/delphi/creator")
            .then()
            .statusCode(202)
            .extract()
            .jsonPath()
            .getUUID("request_id");
    awaitState(asked, "AWAITING_APPROVAL");
    as(compliance("c1")).post("/erasures/" + asked + "/cancel").then().statusCode(200);
    deleteCreator();
  }

  @Test
  void whoAskedNeverApprovesWithAnotherRoleOfTheSameKey() {
    ingest.creator(creator, List.of("coach"), 1);
    UUID id = post(owner(creator), "TWIN", creator, "coach");
    requireAwaiting(id, 1);
    String digest = get(id).getString("plan.digest");
    approve("owner-" + creator, id, digest)
        .then()
        .statusCode(409)
        .body("code", equalTo("approval.not_distinct"));
    approve("c1", id, digest).then().statusCode(200);
    awaitState(id, "CONFIRMED_LIVE");
  }

  private void requireAwaiting(UUID id, int compliancePeople) {
    JsonPath now = awaitState(id, "AWAITING_APPROVAL");
    assertThat(now.getInt("plan.approvals_given")).isZero();
    assertThat(now.getInt("plan.approvals_required")).isEqualTo(compliancePeople);
    assertThat(participants.tasksOf(now.getString("request_ref"))).isEmpty();
  }

  private UUID post(Principal who, String type, String... ids) {
    UUID id = UUID.randomUUID();
    as(who).body(request(id, type, ids)).post("/erasures").then().statusCode(202);
    return id;
  }

  private UUID publish(Principal who, ScopeType type, String... ids) {
    UUID id = UUID.randomUUID();
    ErasureRequested event =
        ErasureRequested.newBuilder()
            .setRequestId(id)
            .setScope(new ErasureScope(type, List.of(ids)))
            .setRequestedBy(who.keyId())
            .setReason(ErasureReason.OWNER_REQUEST)
            .setReceivedAt(Instant.now().truncatedTo(ChronoUnit.MILLIS))
            .build();
    Map<String, byte[]> headers = TokenHeader.of(token(who));
    publisher.publish(Topic.ERASURE_REQUESTS, id.toString(), event, headers).join();
    org.awaitility.Awaitility.await()
        .atMost(java.time.Duration.ofSeconds(90))
        .until(() -> as(compliance("r")).get("/erasures/" + id).statusCode() == 200);
    return id;
  }

  private static Principal organization(String id) {
    return new Principal(
        "key-" + id, Set.of(Role.PRODUCER), Optional.empty(), Set.of(new OrganizationId(id)));
  }
}
