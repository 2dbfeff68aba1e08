package io.palimpsest.erasure;

import io.palimpsest.event.ErasureAction;
import io.palimpsest.event.ErasureReceipt;
import io.palimpsest.event.ErasureTask;
import io.palimpsest.event.ScopeRef;
import io.palimpsest.messaging.Decoded;
import io.palimpsest.messaging.EventCodec;
import io.palimpsest.messaging.KafkaSettings;
import io.palimpsest.messaging.proof.Proof;
import io.palimpsest.messaging.proof.RecordVerifier;
import io.palimpsest.topic.WorkTopic;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * The sample of docs/api/participants.md: an application of somebody else that keeps contacts of
 * creators and takes part in their erasure under the name {@code crm}.
 *
 * <p>It reads its work topic in a group of its own, does the tasks that erasure-service signed and
 * addressed to it, signs its receipts, and commits only what it has answered: a crash in between
 * does a task twice, which is harmless.
 */
final class SampleCrm implements AutoCloseable {
  static final String NAME = "crm";

  private static final WorkTopic WORK = new WorkTopic(NAME);

  private final Map<String, String> contacts = new ConcurrentHashMap<>();
  private final EventCodec codec;
  private final RecordVerifier verifier;
  private final Receipts receipts;
  private final KafkaConsumer<String, byte[]> consumer;
  private final Thread thread = Thread.ofPlatform().name("sample-crm").unstarted(this::run);

  SampleCrm(KafkaSettings kafka, EventCodec codec, RecordVerifier verifier, Receipts receipts) {
    this.codec = codec;
    this.verifier = verifier;
    this.receipts = receipts;
    this.consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                kafka.bootstrapServers(),
                ConsumerConfig.GROUP_ID_CONFIG,
                "sample-crm",
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false),
            new StringDeserializer(),
            new ByteArrayDeserializer());
  }

  SampleCrm start() {
    thread.start();
    return this;
  }

  /** A contact of a creator, by the public id that upstream applications know. */
  void put(String creator, String contact) {
    contacts.put(creator, contact);
  }

  Map<String, String> contacts() {
    return Map.copyOf(contacts);
  }

  @Override
  public void close() throws InterruptedException {
    consumer.wakeup();
    thread.join();
  }

  private void run() {
    try (consumer) {
      consumer.subscribe(List.of(WORK.topicName()));
      while (true) {
        consumer.poll(Duration.ofSeconds(1)).forEach(this::answer);
        consumer.commitSync();
      }
    } catch (WakeupException stop) {
      // Closed: what was not committed comes again at the next start.
    }
  }

  private void answer(ConsumerRecord<String, byte[]> record) {
    if (verifier.verify(record) instanceof Proof.Proven
        && codec.decode(WORK, ErasureTask.class, record.value())
            instanceof Decoded.Event<ErasureTask>(ErasureTask task)
        && task.getParticipant().equals(NAME)
        && Instant.now().isBefore(task.getExpiresAt())) {
      ErasureReceipt receipt = receipt(task, creator(task));
      receipts.publish(receipt).join();
    }
  }

  /** Names leave the task with the request's end; what is looked for later is gone here by then. */
  private static String creator(ErasureTask task) {
    ScopeRef outermost = task.getScopePath().getFirst();
    return outermost.getId();
  }

  private ErasureReceipt receipt(ErasureTask task, String creator) {
    boolean found = contacts.containsKey(creator);
    boolean whole = task.getScopePath().size() == 1;
    boolean erases = task.getAction() == ErasureAction.ERASE && whole;
    long deleted = erases && contacts.remove(creator) != null ? 1 : 0;
    long remaining = whole && contacts.containsKey(creator) ? 1 : 0;
    return ErasureReceipt.newBuilder()
        .setRequestRef(task.getRequestRef())
        .setOccurredAt(Instant.now())
        .setTaskId(task.getTaskId())
        .setParticipant(NAME)
        .setAttempt(task.getAttempt())
        .setAction(task.getAction())
        .setFound(found && whole ? 1 : 0)
        .setDeleted(deleted)
        .setRemaining(remaining)
        .setMethod("delete_contact")
        .setEvidence("contacts:" + remaining)
        .build();
  }
}
