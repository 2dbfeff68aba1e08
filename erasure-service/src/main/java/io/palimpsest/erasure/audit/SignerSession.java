package io.palimpsest.erasure.audit;

import io.palimpsest.audit.log.Cosigners;
import io.palimpsest.audit.log.InconsistentLogException;
import io.palimpsest.audit.log.LogKeys;
import io.palimpsest.audit.log.Resources;
import io.palimpsest.audit.log.SignedLog;
import io.palimpsest.audit.note.Note;
import io.palimpsest.topic.Topic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One signer between its start and its first fault. It is at work while the group of signers gives
 * it the topic of checkpoints; it then reads committed entries back and publishes them. Any
 * exception ends the session: the next one begins from what is published.
 */
final class SignerSession implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SignerSession.class);
  private static final Duration MOMENT = Duration.ofMillis(1);
  private static final Duration IDLE = Duration.ofMillis(200);

  private final SignerClients clients;
  private final Resources.Writable files;
  private final LogKeys keys;
  private final LogPolicy policy;
  private final boolean witnessed;
  private final Cosigners cosigners;
  private final KafkaConsumer<String, byte[]> member;
  private boolean assigned;
  private @Nullable Work work;

  SignerSession(SignerClients clients, Resources.Writable files, LogKeys keys, LogPolicy policy) {
    this.clients = clients;
    this.files = files;
    this.keys = keys;
    this.policy = policy;
    this.witnessed = !policy.policy().witnesses().isEmpty();
    this.cosigners =
        new Witnesses(
            policy.policy(),
            keys,
            clients.settings().witnessTimeout(),
            clients.settings().witnessPause());
    this.member = clients.member();
    member.subscribe(List.of(Topic.AUDIT_CHECKPOINTS.topicName()), new Assignment());
  }

  /** Publishes what has come, if it is this one's to do. */
  void step() throws IOException {
    member.poll(work == null ? IDLE : MOMENT);
    if (assigned && work == null) {
      work = new Work();
    }
    Work now = work;
    if (now != null) {
      now.step();
    }
  }

  @Override
  public void close() {
    stop();
    member.close();
  }

  private void stop() {
    Work last = work;
    work = null;
    if (last != null) {
      last.close();
    }
  }

  /** The log as it goes on while this one signs. */
  private final class Work implements AutoCloseable {
    private final CheckpointTopic topic;
    private final EntryReader entries;
    private final SignedLog log;
    private boolean due = true;
    private boolean incomplete;
    private long last = System.nanoTime() - clients.settings().interval().toNanos();

    Work() throws IOException {
      topic = new CheckpointTopic(clients);
      entries = clients.entries();
      try {
        log = SignedLog.open(files, topic, keys, cosigners);
        entries.seek(log.size());
        LOG.info("audit log is signed from here on size={} origin={}", log.size(), keys.origin());
      } catch (IOException | RuntimeException fault) {
        close();
        throw fault;
      }
    }

    void step() throws IOException {
      List<byte[]> read = entries.read();
      for (byte[] entry : read) {
        log.append(entry);
      }
      due |= !read.isEmpty();
      due |= incomplete && System.nanoTime() - last >= clients.settings().witnessPause().toNanos();
      if (log.isBehind() && entries.isAtEnd() && !entries.fromBeginning()) {
        throw new InconsistentLogException(
            "the log ends with %d entries, and more are published".formatted(log.size()));
      }
      if (due && System.nanoTime() - last >= clients.settings().interval().toNanos()) {
        log.publish().ifPresent(this::published);
        last = System.nanoTime();
      }
    }

    /** A cosignature that is missing is asked for again, though nothing has come. */
    private void published(Note note) {
      due = false;
      incomplete = !cosigners.isComplete(note);
      if (witnessed && policy.believes(note)) {
        write(note);
      }
    }

    private void write(Note note) {
      try {
        files.write(PublishedLog.WITNESSED, note.bytes());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void close() {
      topic.close();
      entries.close();
    }
  }

  private final class Assignment implements ConsumerRebalanceListener {
    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      assigned |= !partitions.isEmpty();
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      assigned = false;
      stop();
    }
  }
}
