package io.palimpsest.reembed.intake;

import io.palimpsest.messaging.EventCodec;
import io.palimpsest.messaging.proof.RecordVerifier;
import io.palimpsest.reembed.change.Change;
import io.palimpsest.reembed.change.Origin;
import io.palimpsest.reembed.change.Unsealing;
import io.palimpsest.topic.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads the change topics from anywhere, beside the group and without touching what it commits.
 * Each page has a consumer of its own: nothing is kept between pages. Thread-safe.
 */
public final class ChangeScan {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private final Supplier<Consumer<byte[], byte[]>> consumers;
  private final ChangeReader reader;

  /**
   * @param consumers makes consumers of no group
   * @param codec reads the events
   * @param verifier says who wrote them
   * @param unsealing opens what is sealed in them
   */
  public ChangeScan(
      Supplier<Consumer<byte[], byte[]>> consumers,
      EventCodec codec,
      RecordVerifier verifier,
      Unsealing unsealing) {
    this.consumers = consumers;
    this.reader = new ChangeReader(codec, verifier, unsealing);
  }

  /**
   * A change with the record that it came in.
   *
   * @param origin where the record is
   * @param change what it says
   * @param payload its value
   */
  @SuppressWarnings("ArrayRecordComponent") // handed through, never compared
  public record Seen(Origin origin, Change change, byte[] payload) {}

  /**
   * Some records of one partition, in order.
   *
   * @param seen the changes among them; tombstones, what was erased and what cannot be read are
   *     left out
   * @param next where to go on, or empty at the present end of the last partition
   */
  public record Page(List<Seen> seen, Optional<ScanPlace> next) {}

  /**
   * Reads on, up to the present end of the place's partition.
   *
   * @param most most records of the page
   */
  public Page read(ScanPlace place, int most) {
    try (Consumer<byte[], byte[]> consumer = consumers.get()) {
      TopicPartition partition = new TopicPartition(place.topic().topicName(), place.partition());
      consumer.assign(List.of(partition));
      long end = consumer.endOffsets(List.of(partition), TIMEOUT).getOrDefault(partition, 0L);
      consumer.seek(partition, place.offset());
      List<Seen> seen = new ArrayList<>();
      int read = 0;
      while (consumer.position(partition, TIMEOUT) < end && read < most) {
        List<ConsumerRecord<byte[], byte[]>> polled = consumer.poll(POLL).records(partition);
        reader.expect(polled);
        for (ConsumerRecord<byte[], byte[]> record : polled) {
          take(place.topic(), record, seen);
          read++;
        }
      }
      long position = consumer.position(partition, TIMEOUT);
      return new Page(seen, position < end ? Optional.of(place.at(position)) : place.following());
    }
  }

  private void take(Topic topic, ConsumerRecord<byte[], byte[]> record, List<Seen> seen) {
    if (record.value() != null
        && reader.read(topic, record) instanceof ChangeReader.Read.Valid(var change)) {
      seen.add(
          new Seen(new Origin(topic, record.partition(), record.offset()), change, record.value()));
    }
  }
}
