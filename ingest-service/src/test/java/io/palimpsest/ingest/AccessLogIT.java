package io.palimpsest.ingest;

import static io.palimpsest.ingest.testing.Api.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.palimpsest.event.AccessLogged;
import io.palimpsest.ingest.testing.Api;
import io.palimpsest.ingest.testing.Bearer;
import io.palimpsest.ingest.testing.RealParts;
import io.palimpsest.messaging.Decoded;
import io.palimpsest.messaging.EventCodec;
import io.palimpsest.messaging.KafkaSettings;
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
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who reached for whose data is on the topic, also where the path does not name a tenant. */
@QuarkusTest
@QuarkusTestResource(RealParts.class)
class AccessLogIT {
  @Inject KafkaSettings kafka;
  @Inject EventCodec codec;

  @Test
  void anUploadIsLoggedAsAReachForItsCreator() {
    String creator = Api.creator();
    String token = Bearer.creator(creator);
    as(token).get("/creators/{c}/twins/coach/sources", creator).then().statusCode(200);

    as(token)
        .contentType("text/plain")
        .body("text")
        .post("/contents?creator_id={c}&twin_id=coach", creator)
        .then()
        .statusCode(201);

    List<AccessLogged> logged = logged("key-" + creator, 3);
    assertThat(logged)
        .hasSize(3)
        .extracting(AccessLogged::getTenantDigest)
        .containsOnly(logged.getFirst().getTenantDigest());
    assertThat(logged.getLast().getAllowed()).isTrue();
  }

  @Test
  void aBulkIsLoggedOnceAndOneThatIsRefusedIsTooWithItsStatus() {
    String org = Api.organization();
    String token = Bearer.organization(org);
    as(token)
        .urlEncodingEnabled(false)
        .contentType("application/x-ndjson")
        .body("{}".getBytes(StandardCharsets.UTF_8))
        .post("/organizations/" + org + "/items:bulk")
        .then()
        .statusCode(200);
    as(token)
        .urlEncodingEnabled(false)
        .contentType("application/x-ndjson")
        .body("{}".getBytes(StandardCharsets.UTF_8))
        .post("/organizations/org_of_nobody/items:bulk")
        .then()
        .statusCode(404);

    assertThat(logged("key-" + org, 2))
        .extracting(AccessLogged::getAllowed)
        .containsExactlyInAnyOrder(true, false);
  }

  @Test
  void anImportIsLoggedAsAReachForTheRegistry() {
    String operator = Api.name("ops");
    as(Bearer.of(new Principal(operator, Set.of(Role.OPERATOR), Optional.empty(), Set.of())))
        .contentType("application/x-ndjson")
        .body("{}".getBytes(StandardCharsets.UTF_8))
        .post("/registry/import")
        .then()
        .statusCode(200);

    assertThat(logged(operator, 1)).hasSize(1);
  }

  private List<AccessLogged> logged(String key, int count) {
    List<AccessLogged> logged = new ArrayList<>();
    await()
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(
            () -> {
              logged.clear();
              read(key, logged);
              assertThat(logged).hasSizeGreaterThanOrEqualTo(count);
            });
    return logged;
  }

  private void read(String key, List<AccessLogged> into) {
    new TopicLog(kafka.withClientId("test-access"), codec)
        .read(
            Topic.ACCESS,
            AccessLogged.class,
            Duration.ofSeconds(20),
            entry -> {
              if (entry.value() instanceof Decoded.Event<AccessLogged>(AccessLogged access)
                  && access.getKeyId().equals(key)) {
                into.add(access);
              }
            });
  }
}
