package io.palimpsest.reembed.http;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;

import io.palimpsest.access.OperatorReason;
import io.palimpsest.event.AccessAction;
import io.palimpsest.event.AccessLogged;
import io.palimpsest.event.Change;
import io.palimpsest.event.ScopeRef;
import io.palimpsest.event.ScopeType;
import io.palimpsest.event.SourceChanged;
import io.palimpsest.event.SourceState;
import io.palimpsest.messaging.Decoded;
import io.palimpsest.messaging.EventCodec;
import io.palimpsest.messaging.EventPublisher;
import io.palimpsest.messaging.KafkaSettings;
import io.palimpsest.messaging.TopicLog;
import io.palimpsest.reembed.search.Bearer;
import io.palimpsest.reembed.search.SampleTenants;
import io.palimpsest.reembed.search.Stores;
import io.palimpsest.reembed.text.Digests;
import io.palimpsest.tenancy.Role;
import io.palimpsest.topic.Topic;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Stores.class)
class VectorsDoorIT {
  private static final String REASON = "ticket 4711";
  private final String creator = "c" + UUID.randomUUID().toString().substring(0, 12);
  private final UUID uid = UUID.randomUUID();

  @Inject EventPublisher publisher;
  @Inject KafkaSettings kafka;
  @Inject EventCodec codec;

  @BeforeEach
  void publishASource() {
    UUID creatorUid = UUID.randomUUID();
    UUID twinUid = UUID.randomUUID();
    publisher
        .publish(Topic.TENANTS, creatorUid.toString(), SampleTenants.creator(creator, creatorUid))
        .join();
    publisher
        .publish(
            Topic.TENANTS,
            twinUid.toString(),
            SampleTenants.twin(creator, creatorUid, "coach", twinUid))
        .join();
    byte[] text = "The pilot sleeps aboard.".getBytes(UTF_8);
    publisher
        .publish(
            Topic.SOURCES,
            uid.toString(),
            new SourceChanged(
                UUID.randomUUID(),
                uid,
                List.of(
                    new ScopeRef(ScopeType.CREATOR, creator, creatorUid),
                    new ScopeRef(ScopeType.TWIN, "coach", twinUid),
                    new ScopeRef(ScopeType.SOURCE, "note", uid)),
                1L,
                Change.UPSERT,
                Instant.now(),
                "test",
                new SourceState(
                    "Note",
                    "text/plain",
                    null,
                    Map.of(),
                    ByteBuffer.wrap(text),
                    Digests.sha256(text))))
        .join();
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> {
              var answer = show(Role.READER, creator, "").extract();
              return answer.statusCode() == 200 && answer.path("searchable").equals(true);
            });
  }

  @Test
  void theOwnerSeesItAndAStrangerFindsNothing() {
    show(Role.READER, creator, "").body("revision", is(1)).body("vectors", is(1));
    show(Role.READER, "somebody-else", "").statusCode(404);
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
                          assertThat(access.toString()).doesNotContain(creator);
                        }));
  }

  private ValidatableResponse show(Role role, String speaksFor, String reason) {
    return given()
        .header("Authorization", "Bearer " + Bearer.token(role, Optional.of(speaksFor)))
        .header(OperatorReason.HEADER, reason)
        .get("/vectors/" + uid + "?revision=1")
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
