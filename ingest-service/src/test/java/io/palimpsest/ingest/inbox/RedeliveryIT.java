package io.palimpsest.ingest.inbox;

import static io.palimpsest.ingest.testing.Api.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.palimpsest.event.Change;
import io.palimpsest.event.PortfolioItemChanged;
import io.palimpsest.event.PortfolioItemState;
import io.palimpsest.event.PortfolioItemSubmitted;
import io.palimpsest.ingest.item.PortfolioItem;
import io.palimpsest.ingest.metric.IngestMetrics;
import io.palimpsest.ingest.testing.Announced;
import io.palimpsest.ingest.testing.Api;
import io.palimpsest.ingest.testing.Bearer;
import io.palimpsest.ingest.testing.RealParts;
import io.palimpsest.messaging.EventCodec;
import io.palimpsest.messaging.TokenHeader;
import io.palimpsest.topic.Topic;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Records that come again as they were, because their batch was applied and not committed. */
@QuarkusTest
@QuarkusTestResource(RealParts.class)
class RedeliveryIT {
  private static final String ITEM = "/organizations/{org}/items/port_1";

  /** Above all that this topic ever had, in no partition that the running group reads. */
  private static final int PARTITION = 1_000;

  @Inject ItemInbox inbox;
  @Inject Judge judge;
  @Inject Parking parking;
  @Inject Incarnations incarnations;
  @Inject IngestMetrics metrics;
  @Inject EventCodec codec;

  private InboxHandler<PortfolioItemSubmitted, PortfolioItem> handler;
  private String org = "";

  @BeforeEach
  void register() {
    org = Api.organization();
    handler = new InboxHandler<>(inbox, judge, parking, incarnations, metrics);
  }

  @Test
  void aBatchThatComesAgainChangesNothingAndIsAnnouncedOnce() {
    List<ConsumerRecord<String, byte[]>> batch = records("First", "Second", "Third");

    handler.handle(batch);
    assertItem("Third", 3);
    handler.handle(batch);
    handler.handle(batch.subList(1, 2));

    assertItem("Third", 3);
    handler.handle(List.of(record(3, "Fourth")));
    String uid = assertItem("Fourth", 4);
    assertThat(Announced.of(Topic.PORTFOLIO, PortfolioItemChanged.class, uid))
        .extracting(PortfolioItemChanged::getRevision)
        .doesNotHaveDuplicates()
        .isSorted();
  }

  /** What parks a record the first time parks it again, and nothing besides. */
  @Test
  void aRefusedRecordThatComesAgainIsParkedOnce() {
    ConsumerRecord<String, byte[]> blank = record(0, " ");

    handler.handle(List.of(blank, record(1, "Good")));
    handler.handle(List.of(blank, record(1, "Good")));

    assertItem("Good", 1);
  }

  private String assertItem(String company, int revision) {
    return as(Bearer.organization(org))
        .get(ITEM, org)
        .then()
        .statusCode(200)
        .body("company_name", equalTo(company))
        .body("revision", equalTo(revision))
        .extract()
        .path("uid");
  }

  private List<ConsumerRecord<String, byte[]>> records(String... companies) {
    return IntStream.range(0, companies.length).mapToObj(at -> record(at, companies[at])).toList();
  }

  private ConsumerRecord<String, byte[]> record(long offset, String company) {
    PortfolioItemSubmitted event =
        PortfolioItemSubmitted.newBuilder()
            .setEventId(new UUID(org.hashCode(), offset))
            .setOccurredAt(Instant.now())
            .setOrgId(org)
            .setProfileId("prof_1")
            .setItemId("port_1")
            .setChange(Change.UPSERT)
            .setItem(new PortfolioItemState(company, List.of(), List.of(), null, null))
            .build();
    RecordHeaders headers = new RecordHeaders();
    TokenHeader.of(Bearer.organization(org)).forEach(headers::add);
    byte[] value = codec.encode(Topic.INBOX_PORTFOLIO, event);
    return new ConsumerRecord<>(
        Topic.INBOX_PORTFOLIO.topicName(),
        PARTITION,
        offset,
        Instant.now().toEpochMilli(),
        TimestampType.LOG_APPEND_TIME,
        6,
        value.length,
        "port_1",
        value,
        headers,
        Optional.empty());
  }
}
