package io.palimpsest.ingest;

import static io.palimpsest.ingest.testing.Api.as;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.palimpsest.event.Change;
import io.palimpsest.event.PortfolioItemState;
import io.palimpsest.event.PortfolioItemSubmitted;
import io.palimpsest.ingest.testing.Announced;
import io.palimpsest.ingest.testing.Api;
import io.palimpsest.ingest.testing.Bearer;
import io.palimpsest.messaging.EventPublisher;
import io.palimpsest.messaging.TokenHeader;
import io.palimpsest.topic.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** What is submitted by event, and what becomes of it. */
abstract class InboxGround {
  static final String ITEM = "/organizations/{org}/items/{item}";

  static EventPublisher publisher;

  String org = "";
  String token = "";

  @BeforeAll
  static void connect() {
    publisher = Announced.publisher();
  }

  @AfterAll
  static void disconnect() {
    publisher.close();
  }

  @BeforeEach
  void register() {
    org = Api.organization();
    token = Bearer.organization(org);
  }

  PortfolioItemSubmitted.Builder item(String id, String company) {
    return PortfolioItemSubmitted.newBuilder()
        .setEventId(UUID.randomUUID())
        .setOccurredAt(Instant.now())
        .setOrgId(org)
        .setProfileId("prof_1")
        .setItemId(id)
        .setChange(Change.UPSERT)
        .setItem(new PortfolioItemState(company, List.of("Shop"), List.of("Java"), null, null));
  }

  RecordMetadata submit(PortfolioItemSubmitted event, String bearer) {
    return publish(event, TokenHeader.of(bearer));
  }

  static RecordMetadata publish(PortfolioItemSubmitted event, Map<String, byte[]> headers) {
    return publisher.publish(Topic.INBOX_PORTFOLIO, event.getItemId(), event, headers).join();
  }

  void awaitCompany(String item, String company, int revision) {
    await()
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(
            () ->
                as(token)
                    .get(ITEM, org, item)
                    .then()
                    .statusCode(200)
                    .body("company_name", equalTo(company))
                    .body("revision", equalTo(revision)));
  }

  static void awaitParkedAsOperator(UUID event, String code) {
    await()
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(
            () ->
                as(Bearer.operator())
                    .get("/submissions/{id}", event)
                    .then()
                    .statusCode(200)
                    .body("problem.code", equalTo(code)));
  }

  void awaitParked(UUID event, String code) {
    await()
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(
            () ->
                as(token)
                    .get("/submissions/{id}", event)
                    .then()
                    .statusCode(200)
                    .body("problem.code", equalTo(code)));
  }
}
