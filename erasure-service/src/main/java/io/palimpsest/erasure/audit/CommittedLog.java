package io.palimpsest.erasure.audit;

import io.palimpsest.audit.AuditSource;
import io.palimpsest.audit.MalformedStatementException;
import io.palimpsest.audit.Statement;
import io.palimpsest.fencing.Ticker;
import io.palimpsest.messaging.KafkaSettings;
import io.palimpsest.topic.Topic;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** The committed log, a page at a time from its end; what is read is bounded by the page. */
@ApplicationScoped
public class CommittedLog {
  private static final TopicPartition LOG = new TopicPartition(Topic.AUDIT.topicName(), 0);
  private static final int AT_MOST_MILLIS = 5_000;
  private static final Duration POLL = Duration.ofMillis(200);

  /** Records and the marks of their transactions lie between: so many offsets for one entry. */
  private static final int OFFSETS_PER_ENTRY = 3;

  private final KafkaSettings kafka;
  private final LogProofs proofs;

  CommittedLog(KafkaSettings kafka, LogProofs proofs) {
    this.kafka = kafka;
    this.proofs = proofs;
  }

  /**
   * An entry.
   *
   * @param index its index, as it stands beside it
   * @param offset where it stands in the topic
   * @param statement what it says; empty when its bytes are not in the one form of the log
   */
  public record Entry(long index, long offset, Optional<Statement> statement) {}

  /**
   * An entry as it is in the log.
   *
   * @param index its index
   * @param bytes its bytes
   */
  public record Said(long index, byte[] bytes) {}

  /**
   * A part of the log.
   *
   * @param entries newest first
   * @param more whether there are older ones
   */
  public record Page(List<Entry> entries, boolean more) {
    /** Copies the entries. */
    public Page {
      entries = List.copyOf(entries);
    }

    /** Whether the indexes have no gap and every entry is in the log's one form. */
    public boolean consistent() {
      for (int n = 1; n < entries.size(); n++) {
        if (entries.get(n - 1).index() != entries.get(n).index() + 1) {
          return false;
        }
      }
      return entries.stream().allMatch(entry -> entry.statement().isPresent());
    }
  }

  /**
   * The newest entries below an offset.
   *
   * @param before offset; empty for the end of the log
   * @throws KafkaException when the broker does not answer in time
   */
  public Page newest(OptionalLong before, int limit) {
    try (KafkaConsumer<String, byte[]> consumer = consumer()) {
      consumer.assign(List.of(LOG));
      long first = offset(consumer.beginningOffsets(List.of(LOG)));
      long end = Math.min(before.orElse(Long.MAX_VALUE), offset(consumer.endOffsets(List.of(LOG))));
      long span = (long) limit * OFFSETS_PER_ENTRY;
      List<Entry> found = read(consumer, Math.max(first, end - span), end);
      while (found.size() <= limit && end - span > first) {
        span *= 2;
        found = read(consumer, Math.max(first, end - span), end);
      }
      boolean more = found.size() > limit;
      return new Page(
          (more ? found.subList(found.size() - limit, found.size()) : found).reversed(), more);
    }
  }

  /**
   * Hands on the entries from a time on, in order, to the end that the log has now.
   *
   * @param since by the clock of the broker or of who wrote; an older entry may be among them
   * @param still longest time in which nothing comes, before it is given up
   * @throws KafkaException when the broker does not answer in time
   */
  public void since(Instant since, Duration still, Consumer<Entry> each) {
    records(since, still, record -> each.accept(entry(record)));
  }

  /**
   * Entries of one source.
   *
   * @param since the first of them is not older
   * @param still longest time in which nothing comes, before it is given up
   */
  public List<Said> ofSource(AuditSource source, Instant since, Duration still) {
    List<Said> said = new ArrayList<>();
    byte[] path = source.path().getBytes(StandardCharsets.UTF_8);
    records(
        since,
        still,
        record -> {
          // Most entries are of others: those are passed over without being read.
          if (contains(record.value(), path)
              && statement(record.value()).filter(one -> one.source().equals(source)).isPresent()) {
            said.add(new Said(Long.parseLong(record.key()), record.value()));
          }
        });
    return said;
  }

  /**
   * The entry at an offset, or empty when none is there.
   *
   * @param still longest time in which nothing comes, before it is given up
   * @throws KafkaException when the broker does not answer in time
   */
  public Optional<Said> at(long offset, Duration still) {
    List<Said> found = new ArrayList<>();
    try (KafkaConsumer<String, byte[]> consumer = consumer()) {
      consumer.assign(List.of(LOG));
      records(
          consumer,
          offset,
          offset + 1,
          still,
          Ticker.system(),
          ifEntry(record -> found.add(new Said(Long.parseLong(record.key()), record.value()))));
    }
    return found.stream().findFirst();
  }

  private void records(
      Instant since, Duration still, Consumer<ConsumerRecord<String, byte[]>> each) {
    try (KafkaConsumer<String, byte[]> consumer = consumer()) {
      consumer.assign(List.of(LOG));
      long end = offset(consumer.endOffsets(List.of(LOG)));
      OffsetAndTimestamp first =
          consumer.offsetsForTimes(Map.of(LOG, Math.max(0, since.toEpochMilli()))).get(LOG);
      if (first != null) {
        records(consumer, first.offset(), end, still, Ticker.system(), ifEntry(each));
      }
    }
  }

  private static boolean contains(byte[] bytes, byte[] part) {
    for (int at = 0; at <= bytes.length - part.length; at++) {
      if (Arrays.equals(bytes, at, at + part.length, part, 0, part.length)) {
        return true;
      }
    }
    return false;
  }

  private static long offset(Map<TopicPartition, Long> offsets) {
    return offsets.getOrDefault(LOG, 0L);
  }

  private List<Entry> read(KafkaConsumer<String, byte[]> consumer, long from, long end) {
    List<Entry> entries = new ArrayList<>();
    records(
        consumer,
        from,
        end,
        Duration.ofMillis(AT_MOST_MILLIS),
        Ticker.system(),
        ifEntry(record -> entries.add(entry(record))));
    return entries;
  }

  /** For one reading, in order: a copy of an entry behind it, or behind newer ones, is none. */
  private Consumer<ConsumerRecord<String, byte[]>> ifEntry(
      Consumer<ConsumerRecord<String, byte[]>> each) {
    AtomicLong last = new AtomicLong(-1);
    return record -> {
      if (proofs.isEntry(record) && Long.parseLong(record.key()) > last.get()) {
        last.set(Long.parseLong(record.key()));
        each.accept(record);
      }
    };
  }

  /**
   * Hands on what lies between two offsets, however long that takes.
   *
   * @param still longest time in which nothing comes
   */
  static void records(
      org.apache.kafka.clients.consumer.Consumer<String, byte[]> consumer,
      long from,
      long end,
      Duration still,
      Ticker ticker,
      Consumer<ConsumerRecord<String, byte[]>> each) {
    consumer.seek(LOG, from);
    long last = ticker.nanos();
    while (consumer.position(LOG) < end) {
      if (ticker.nanos() - last > still.toNanos()) {
        throw new TimeoutException("the log was not read to its end: nothing came any more");
      }
      ConsumerRecords<String, byte[]> polled = consumer.poll(POLL);
      for (ConsumerRecord<String, byte[]> record : polled) {
        if (record.offset() < end) {
          each.accept(record);
        }
      }
      if (!polled.isEmpty()) {
        last = ticker.nanos();
      }
    }
  }

  private static Entry entry(ConsumerRecord<String, byte[]> record) {
    return new Entry(Long.parseLong(record.key()), record.offset(), statement(record.value()));
  }

  private static Optional<Statement> statement(byte[] bytes) {
    try {
      return Optional.of(Statement.parse(bytes));
    } catch (MalformedStatementException broken) {
      return Optional.empty();
    }
  }

  private KafkaConsumer<String, byte[]> consumer() {
    Map<String, Object> configs = kafka.client(kafka.clientId() + "-log-pages");
    configs.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, AT_MOST_MILLIS);
    configs.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, AT_MOST_MILLIS);
    configs.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    configs.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    configs.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    return new KafkaConsumer<>(configs, new StringDeserializer(), new ByteArrayDeserializer());
  }
}
