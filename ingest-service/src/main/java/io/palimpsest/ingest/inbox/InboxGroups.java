package io.palimpsest.ingest.inbox;

import io.palimpsest.ingest.metric.IngestMetrics;
import io.palimpsest.messaging.KafkaSettings;
import io.palimpsest.messaging.group.GroupLoop;
import io.palimpsest.messaging.group.GroupSettings;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/** The consumer groups of the two inbox topics; what was applied is deleted from them. */
@Singleton
public final class InboxGroups {
  private static final int MOST_RECORDS = 500;
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  private final ItemInbox items;
  private final SourceInbox sources;
  private final Judge judge;
  private final Parking parking;
  private final Incarnations incarnations;
  private final IngestMetrics metrics;
  private final KafkaSettings kafka;

  InboxGroups(
      ItemInbox items,
      SourceInbox sources,
      Judge judge,
      Parking parking,
      Incarnations incarnations,
      IngestMetrics metrics,
      KafkaSettings kafka) {
    this.items = items;
    this.sources = sources;
    this.judge = judge;
    this.parking = parking;
    this.incarnations = incarnations;
    this.metrics = metrics;
    this.kafka = kafka;
  }

  /** Joins the groups. */
  public List<GroupLoop> start() {
    return List.of(start(items), start(sources));
  }

  /** The group that reads an inbox topic. */
  static String group(String topic) {
    return "ingest-" + topic;
  }

  private <E extends SpecificRecord, S> GroupLoop start(Inbox<E, S> inbox) {
    String topic = inbox.topic().topicName();
    return GroupLoop.start(
        new GroupSettings(kafka, group(topic), List.of(topic), MOST_RECORDS, LONGEST_PAUSE, true),
        new InboxHandler<>(inbox, judge, parking, incarnations, metrics));
  }
}
