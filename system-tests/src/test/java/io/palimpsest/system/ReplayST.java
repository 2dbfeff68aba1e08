package io.palimpsest.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.palimpsest.client.Erasure;
import io.palimpsest.client.PalimpsestClient;
import io.palimpsest.client.Source;
import io.palimpsest.client.Written;
import io.palimpsest.event.SourceChanged;
import io.palimpsest.local.stack.Part;
import io.palimpsest.local.stack.PartProcess;
import io.palimpsest.topic.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Everything that Kafka still holds is read again from its first record. */
class ReplayST {
  private static final String GROUP = "palimpsest-reembed";
  private static final String EVENTS = "palimpsest_reembed_events_total";
  private static final int SOURCES = 10;
  private static final Duration WHOLE = Duration.ofMinutes(5);

  private static Palimpsest palimpsest;

  @BeforeAll
  static void start() throws Exception {
    palimpsest = Palimpsest.running();
  }

  @Test
  void readFromOffsetZeroAfterAnErasureNothingComesBackAndNothingLivingChanges() throws Exception {
    String gone = Palimpsest.unique("gone");
    String living = Palimpsest.unique("living");
    for (String creator : List.of(gone, living)) {
      palimpsest.registerCreator(creator, List.of("coach"));
      submit(creator);
    }
    String namespace = Vectors.namespace(gone, "coach");
    Set<String> before = palimpsest.vectors().ids(Vectors.namespace(living, "coach"));
    assertThat(palimpsest.vectors().ids(namespace)).hasSize(SOURCES);
    try (PalimpsestClient client = palimpsest.creator(gone)) {
      Erasure asked = client.deleteCreator().get(120, TimeUnit.SECONDS);
      Erasure end = client.follow(asked.requestId(), Duration.ofSeconds(90)).join();
      assertThat(end.confirmed()).isTrue();
    }
    assertThat(contentOf(gone)).as("the topic still holds it").isGreaterThanOrEqualTo(SOURCES);

    PartProcess reembed = palimpsest.stack().process(Part.REEMBED);
    reembed.end();
    toTheBeginning();
    reembed.start();

    // A revision that the ledger has is looked at and found in place; only older ones are
    // superseded, and of those there are none but what other tests left on the topic.
    await().atMost(Palimpsest.AT_MOST).until(() -> outcomes("unchanged") >= SOURCES);
    await()
        .atMost(Palimpsest.AT_MOST)
        .until(() -> outcomes("refused") + outcomes("erased") >= SOURCES);
    await()
        .during(Duration.ofSeconds(2))
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(
            () -> assertThat(palimpsest.vectors().ids(namespace)).as("what was erased").isEmpty());
    assertThat(palimpsest.vectors().ids(Vectors.namespace(living, "coach"))).isEqualTo(before);
    // What other tests left of erased tenants waits its time for them to come back; whoever writes
    // next would wait behind it.
    await().atMost(WHOLE).pollInterval(Duration.ofSeconds(1)).until(() -> unread() == 0);
    System.out.printf(
        "read from offset 0: %.0f unchanged, %.0f refused, %.0f of a destroyed key or deleted%n",
        outcomes("unchanged"), outcomes("refused"), outcomes("erased"));
  }

  /** Changes that ended so since the service was started again. */
  private static double outcomes(String outcome) throws Exception {
    return palimpsest.counter(Part.REEMBED, EVENTS, "outcome=\"" + outcome + "\"");
  }

  private static void submit(String creator) throws Exception {
    try (PalimpsestClient client = palimpsest.creator(creator)) {
      List<Written> written = new ArrayList<>();
      for (int n = 0; n < SOURCES; n++) {
        Source note = Source.text("note", "Berth %d is let to the pilot.".formatted(n));
        written.add(client.submitSource(creator, "coach", "note-" + n, note).join());
      }
      for (Written each : written) {
        Palimpsest.searchable(client, each);
      }
    }
  }

  private static long contentOf(String creator) {
    return palimpsest.events(Topic.SOURCES, SourceChanged.class).stream()
        .filter(event -> event.getState() != null)
        .filter(event -> event.getScopePath().getFirst().getId().equals(creator))
        .count();
  }

  private static void toTheBeginning() throws Exception {
    try (Admin admin = admin()) {
      admin
          .alterConsumerGroupOffsets(
              GROUP,
              partitions().collect(Collectors.toMap(one -> one, none -> new OffsetAndMetadata(0))))
          .all()
          .get(30, TimeUnit.SECONDS);
    }
  }

  /** Records that the group has not committed yet. */
  private static long unread() throws Exception {
    try (Admin admin = admin()) {
      Map<TopicPartition, OffsetAndMetadata> read =
          admin
              .listConsumerGroupOffsets(GROUP)
              .partitionsToOffsetAndMetadata()
              .get(30, TimeUnit.SECONDS);
      return admin
          .listOffsets(
              partitions().collect(Collectors.toMap(one -> one, none -> OffsetSpec.latest())))
          .all()
          .get(30, TimeUnit.SECONDS)
          .entrySet()
          .stream()
          .mapToLong(end -> end.getValue().offset() - read.get(end.getKey()).offset())
          .sum();
    }
  }

  private static Stream<TopicPartition> partitions() {
    return Stream.of(Topic.SOURCES, Topic.PORTFOLIO)
        .flatMap(
            topic ->
                IntStream.range(0, topic.partitions())
                    .mapToObj(partition -> new TopicPartition(topic.topicName(), partition)));
  }

  private static Admin admin() {
    return Admin.create(
        Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, palimpsest.stack().bootstrapServers()));
  }
}
