package io.palimpsest.reembed.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;

import io.palimpsest.access.OperatorReason;
import io.palimpsest.event.AccessAction;
import io.palimpsest.event.AccessLogged;
import io.palimpsest.messaging.Decoded;
import io.palimpsest.messaging.EventCodec;
import io.palimpsest.messaging.EventPublisher;
import io.palimpsest.messaging.KafkaSettings;
import io.palimpsest.messaging.TopicLog;
import io.palimpsest.reembed.search.Bearer;
import io.palimpsest.reembed.search.OneSource;
import io.palimpsest.reembed.search.Stores;
import io.palimpsest.tenancy.Role;
import io.palimpsest.topic.Topic;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Stores.class)
class VectorsDoorIT {
  private static final String REASON = "ticket 4711";
  private OneSource source;

  @Inject EventPublisher publisher;
  @Inject KafkaSettings kafka;
  @Inject EventCodec codec;

  @BeforeEach
  void publishASource() {
    source = OneSource.register(publisher);
    source.upsert(1, "The pilot sleeps aboard.");
    await()
        .atMost(Duration.ofSeconds(90))
        .until(
            () -> {
              var answer = show(Role.READER, source.creator(), "").extract();
              return answer.statusCode() == 200 && answer.path("searchable").equals(true);
            });
  }

  @Test
  void theOwnerSeesItAndAStrangerFindsNothing() {
    show(Role.READER, source.creator(), "").body("revision", is(1)).body("vectors", is(1));
    show(Role.READER, "somebody-else", "").statusCode(404);
  }

  @Test
  void whileTheDocumentsDoNotAnswerItIsToldToTryAgain() {
    Stores.documents().cut();
    try {
      show(Role.READER, source.creator(), "")
          .statusCode(503)
          .header("Retry-After", is("1"))
          .body("code", is("documents.unavailable"));
      assertThat(Stores.documents().refused()).isPositive();
    } finally {
      Stores.documents().mend();
    }
    await()
        .atMost(Duration.ofSeconds(90))
        .until(() -> show(Role.READER, source.creator(), "").extract().statusCode() == 200);
  }

  @Test
  void anOperatorSaysWhyAndIsLoggedWithIt() {
    show(Role.OPERATOR, "operator", "")
        .statusCode(400)
        .body("code", is("reason.missing"))
        .body("field", is(OperatorReason.HEADER));

    show(Role.OPERATOR, "operator", REASON).statusCode(200).body("vectors", is(1));

    await()
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(
            () ->
                assertThat(logged())
                    .anySatisfy(
                        access -> {
                          assertThat(access.getAction()).isEqualTo(AccessAction.ADMIN);
                          assertThat(access.getAllowed()).isTrue();
                          assertThat(access.getReason()).isEqualTo(REASON);
                          assertThat(access.toString()).doesNotContain(source.creator());
                        }));
  }

  @Test
  void aRevisionOfAStrangerIsWaitedForAsOneThatNobodyKnows() {
    OneSource other = OneSource.register(publisher);
    await()
        .atMost(Duration.ofSeconds(90))
        .until(() -> waitingFor(other, UUID.randomUUID()).extract().statusCode() == 409);

    String unknown = waitingFor(other, UUID.randomUUID()).statusCode(409).extract().asString();
    String foreign = waitingFor(other, source.uid()).statusCode(409).extract().asString();

    assertThat(foreign).isEqualTo(unknown).contains("revision.not_reached");
  }

  private static ValidatableResponse waitingFor(OneSource who, UUID entity) {
    return given()
        .header("Authorization", "Bearer " + Bearer.token(Role.READER, Optional.of(who.creator())))
        .contentType("application/json")
        .body(
            """
            {"twin_id": "coach", "query": "x", "wait": "1s",
             "min_revision": {"uid": "%s", "revision": 7}}\
            """
                .formatted(entity))
        .post("/delphi/search")
        .then();
  }

  private ValidatableResponse show(Role role, String speaksFor, String reason) {
    return given()
        .header("Authorization", "Bearer " + Bearer.token(role, Optional.of(speaksFor)))
        .header(OperatorReason.HEADER, reason)
        .get("/vectors/" + source.uid() + "?revision=1")
        .then();
  }

  private List<AccessLogged> logged() {
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
