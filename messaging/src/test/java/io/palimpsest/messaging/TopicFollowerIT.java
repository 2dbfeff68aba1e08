package io.palimpsest.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.palimpsest.event.ScopeFenced;
import io.palimpsest.topic.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Following a topic on a real broker. Each test makes the topic anew. */
class TopicFollowerIT {
  private static final Topic TOPIC = Topic.ERASURE_FENCES;
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final Admin admin = Stores.admin();
  private final EventCodec codec = RegistryEventCodec.connect(Stores.registry(), true);
  private final EventPublisher publisher =
      EventPublisher.connect(Stores.kafka(), codec, Stores.SIGNER);
  private final TopicLog log = new TopicLog(Stores.kafka(), codec);
  private final List<TopicRecord<ScopeFenced>> seen = new CopyOnWriteArrayList<>();

  @BeforeEach
  void createTopic() throws Exception {
    createTopic(1);
  }

  @AfterEach
  void disconnect() {
    publisher.close();
    admin.close();
  }

  @Test
  void theEndOfAnEmptyTopicIsReachedAtOnce() {
    try (TopicFollower<ScopeFenced> follower = follow()) {
      assertThat(follower.awaitEnd(PATIENCE)).isEqualTo(-1);
    }
  }

  @Test
  void whatWasAcknowledgedBeforeTheCallHasBeenAppliedAfterIt() {
    Set<String> applied = ConcurrentHashMap.newKeySet();
    try (TopicFollower<ScopeFenced> follower =
        log.follow(TOPIC, ScopeFenced.class, entry -> applied.add(entry.key()))) {
      for (int round = 0; round < 200; round++) {
        String key = UUID.randomUUID().toString();
        long offset = publish(key);

        assertThat(follower.awaitEnd(PATIENCE)).isGreaterThanOrEqualTo(offset);
        assertThat(applied).contains(key);
      }
    }
  }

  @Test
  void theEndIsReachedWhileOthersKeepWriting() throws Exception {
    Set<String> applied = ConcurrentHashMap.newKeySet();
    AtomicBoolean enough = new AtomicBoolean();
    try (ExecutorService writers = Executors.newFixedThreadPool(3);
        TopicFollower<ScopeFenced> follower =
            log.follow(TOPIC, ScopeFenced.class, entry -> applied.add(entry.key()))) {
      Runnable write =
          () -> {
            while (!enough.get()) {
              publish(UUID.randomUUID().toString());
            }
          };
      List<? extends Future<?>> running = List.of(writers.submit(write), writers.submit(write));
      try {
        for (int round = 0; round < 50; round++) {
          String mine = UUID.randomUUID().toString();
          publish(mine);
          follower.awaitEnd(PATIENCE);
          assertThat(applied).contains(mine);
        }
      } finally {
        enough.set(true);
      }
      for (Future<?> writer : running) {
        writer.get();
      }
      assertThat(applied).hasSizeGreaterThan(50);
    }
  }

  @Test
  void controlRecordsAtTheEndDoNotHang() {
    try (KafkaProducer<String, byte[]> transactional = transactional()) {
      transactional.initTransactions();
      transactional.beginTransaction();
      transactional.send(new ProducerRecord<>(TOPIC.topicName(), "kept", event("kept")));
      transactional.commitTransaction();
      transactional.beginTransaction();
      transactional.send(new ProducerRecord<>(TOPIC.topicName(), "undone", event("undone")));
      transactional.flush();
      transactional.abortTransaction();
    }
    try (TopicFollower<ScopeFenced> follower = follow()) {
      long last = follower.awaitEnd(PATIENCE);

      assertThat(keys()).containsExactly("kept");
      assertThat(last).as("offset of the last control record").isEqualTo(3);
    }
  }

  @Test
  void aRunningFollowerPassesControlRecordsToo() {
    try (TopicFollower<ScopeFenced> follower = follow();
        KafkaProducer<String, byte[]> transactional = transactional()) {
      follower.awaitEnd(PATIENCE);
      transactional.initTransactions();
      for (int round = 0; round < 5; round++) {
        transactional.beginTransaction();
        transactional.send(new ProducerRecord<>(TOPIC.topicName(), "undone", event("undone")));
        transactional.flush();
        transactional.abortTransaction();
        follower.awaitEnd(PATIENCE);
      }
      assertThat(seen).isEmpty();
    }
  }

  @Test
  void aTombstoneIsARecordWithoutAValue() throws Exception {
    publish("gone");
    // Nobody may write one to this topic, so that the product's own publisher does not.
    try (KafkaProducer<String, byte[]> anybody =
        new KafkaProducer<>(
            Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, Stores.kafka().bootstrapServers()),
            new StringSerializer(),
            new ByteArraySerializer())) {
      anybody.send(new ProducerRecord<>(TOPIC.topicName(), "gone", null)).get();
    }
    try (TopicFollower<ScopeFenced> follower = follow()) {
      follower.awaitEnd(PATIENCE);
    }
    assertThat(keys()).containsExactly("gone", "gone");
    assertThat(seen.get(0).value()).isInstanceOf(Decoded.Event.class);
    assertThat(seen.get(1).value()).isNull();
  }

  @Test
  void bytesThatAreNoEventAreHandedOnAndTheTopicGoesOn() {
    publisher.publishRaw(TOPIC, "junk", new byte[] {7, 7, 7, 7, 7, 7}, Map.of()).join();
    publish("good");
    try (TopicFollower<ScopeFenced> follower = follow()) {
      follower.awaitEnd(PATIENCE);
    }
    assertThat(seen.get(0).value()).isEqualTo(new Decoded.Undecodable<>("wire.magic_byte"));
    assertThat(seen.get(1).value()).isInstanceOf(Decoded.Event.class);
  }

  @Test
  void headersComeWithTheRecord() {
    publisher.publish(TOPIC, "k", Samples.fence(Samples.UID), TokenHeader.of("token")).join();
    try (TopicFollower<ScopeFenced> follower = follow()) {
      follower.awaitEnd(PATIENCE);
    }
    assertThat(TokenHeader.in(seen.getFirst().headers())).contains("token");
  }

  @Test
  void allPartitionsAreReadToTheirEnds() throws Exception {
    recreate(3);
    for (int i = 0; i < 60; i++) {
      publish("key-" + i);
    }
    log.read(TOPIC, ScopeFenced.class, PATIENCE, seen::add);

    assertThat(keys()).hasSize(60).doesNotHaveDuplicates();
    assertThat(seen.stream().map(TopicRecord::partition).distinct()).hasSize(3);
  }

  @Test
  void aTopicWhoseRecordsWereAllDeletedIsAtItsEnd() throws Exception {
    long last = publish("a");
    admin
        .deleteRecords(
            Map.of(
                new TopicPartition(TOPIC.topicName(), 0), RecordsToDelete.beforeOffset(last + 1)))
        .all()
        .get();
    try (TopicFollower<ScopeFenced> follower = follow()) {
      assertThat(follower.awaitEnd(PATIENCE)).isEqualTo(last);
      assertThat(seen).isEmpty();

      publish("b");
      follower.awaitEnd(PATIENCE);
      assertThat(keys()).containsExactly("b");
    }
  }

  @Test
  void aTopicThatIsCreatedAgainEndsTheFollowerInsteadOfDeceivingIt() throws Exception {
    for (int i = 0; i < 3; i++) {
      publish("old-" + i);
    }
    try (TopicFollower<ScopeFenced> follower = follow()) {
      follower.awaitEnd(PATIENCE);
      recreate(1);
      for (int i = 0; i < 5; i++) {
        publish("new-" + i);
      }

      assertThatThrownBy(() -> follower.awaitEnd(PATIENCE))
          .isInstanceOf(EndNotReachedException.class)
          .hasRootCauseInstanceOf(TopicReplacedException.class);
      assertThat(follower.failure()).containsInstanceOf(TopicReplacedException.class);
    }
  }

  @Test
  void aHandlerThatThrowsEndsTheFollowerAndEveryWaitSaysSo() {
    publish("poison");
    try (TopicFollower<ScopeFenced> follower =
        log.follow(
            TOPIC,
            ScopeFenced.class,
            entry -> {
              throw new IllegalStateException("handler");
            })) {
      assertThatThrownBy(() -> follower.awaitEnd(PATIENCE))
          .hasRootCauseMessage("handler")
          .isInstanceOf(EndNotReachedException.class);
      assertThat(follower.failure()).isPresent();
    }
  }

  @Test
  void aFollowerWaitsForATopicThatDoesNotExistYet() throws Exception {
    deleteTopic();
    try (TopicFollower<ScopeFenced> follower = follow()) {
      createTopic(1);
      publish("first");
      await().atMost(PATIENCE).untilAsserted(() -> assertThat(keys()).containsExactly("first"));
    }
  }

  @Test
  void afterCloseTheHandlerIsNotCalledAgain() {
    TopicFollower<ScopeFenced> follower = follow();
    follower.awaitEnd(PATIENCE);
    follower.close();
    publish("late");

    assertThatThrownBy(() -> follower.awaitEnd(Duration.ofSeconds(1)))
        .isInstanceOf(EndNotReachedException.class);
    assertThat(seen).isEmpty();
  }

  private TopicFollower<ScopeFenced> follow() {
    return log.follow(TOPIC, ScopeFenced.class, seen::add);
  }

  private long publish(String key) {
    return publisher.publish(TOPIC, key, Samples.fence(Samples.UID)).join().offset();
  }

  private byte[] event(String ignored) {
    return codec.encode(TOPIC, Samples.fence(Samples.UID));
  }

  private List<String> keys() {
    return seen.stream().map(TopicRecord::key).toList();
  }

  private KafkaProducer<String, byte[]> transactional() {
    return new KafkaProducer<>(
        Map.of(
            "bootstrap.servers",
            Stores.kafka().bootstrapServers(),
            "transactional.id",
            UUID.randomUUID().toString()),
        new StringSerializer(),
        new ByteArraySerializer());
  }

  private void recreate(int partitions) throws Exception {
    deleteTopic();
    createTopic(partitions);
  }

  private void deleteTopic() throws Exception {
    admin.deleteTopics(List.of(TOPIC.topicName())).all().get();
    awaitPresence(false);
  }

  private void createTopic(int partitions) throws Exception {
    if (admin.listTopics().names().get().contains(TOPIC.topicName())) {
      deleteTopic();
    }
    admin.createTopics(List.of(new NewTopic(TOPIC.topicName(), partitions, (short) 1))).all().get();
    awaitPresence(true);
  }

  private void awaitPresence(boolean present) {
    await()
        .atMost(PATIENCE)
        .until(() -> admin.listTopics().names().get().contains(TOPIC.topicName()) == present);
  }
}
