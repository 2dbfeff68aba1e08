package io.palimpsest.reembed.intake;

import io.palimpsest.event.PortfolioItemChanged;
import io.palimpsest.event.SourceChanged;
import io.palimpsest.messaging.Decoded;
import io.palimpsest.messaging.EventCodec;
import io.palimpsest.messaging.RegistryUnavailableException;
import io.palimpsest.messaging.proof.Proof;
import io.palimpsest.messaging.proof.RecordVerifier;
import io.palimpsest.reembed.change.Change;
import io.palimpsest.reembed.change.Changes;
import io.palimpsest.reembed.change.InvalidChangeException;
import io.palimpsest.reembed.change.Unsealing;
import io.palimpsest.sealing.KeysUnavailableException;
import io.palimpsest.topic.Topic;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Bytes of a change topic to changes. Thread-safe. */
final class ChangeReader {
  private static final Logger LOG = LoggerFactory.getLogger(ChangeReader.class);
  private final EventCodec codec;
  private final RecordVerifier verifier;
  private final Unsealing unsealing;

  ChangeReader(EventCodec codec, RecordVerifier verifier, Unsealing unsealing) {
    this.codec = codec;
    this.verifier = verifier;
    this.unsealing = unsealing;
  }

  /** What the bytes of a record are. */
  sealed interface Read {
    /**
     * A change.
     *
     * @param change it
     */
    record Valid(Change change) implements Read {}

    /**
     * Nothing that can be worked on, ever.
     *
     * @param reason machine-readable
     */
    record Poison(String reason) implements Read {}

    /** What it said is gone with its key: it asks for nothing any more. */
    record Erased() implements Read {}
  }

  /**
   * Gets ready for these records, all in one go.
   *
   * @throws io.palimpsest.sealing.KeysUnavailableException when their keys cannot be had now
   */
  void expect(List<ConsumerRecord<byte[], byte[]>> records) {
    unsealing.expect(
        records.stream()
            .filter(record -> record.value() != null)
            .map(record -> Unsealing.entity(record.key()))
            .flatMap(Optional::stream)
            .toList());
  }

  /**
   * Whose change it is, at a glance: nothing else is read, and nothing is opened. Empty when even
   * that cannot be read.
   *
   * @throws io.palimpsest.messaging.RegistryUnavailableException when nothing is known now
   */
  Optional<UUID> tenant(Topic topic, byte @Nullable [] value) {
    return value == null ? Optional.empty() : Glance.tenant(codec, topic, value);
  }

  /**
   * Reads a record, which counts only when ingest signed it.
   *
   * @throws io.palimpsest.messaging.RegistryUnavailableException when nothing is known now
   * @throws io.palimpsest.sealing.KeysUnavailableException when its key cannot be had now
   */
  Read read(Topic topic, ConsumerRecord<byte[], byte[]> record) {
    return verifier.verify(record) instanceof Proof.Unproven(Proof.Reason reason)
        ? new Read.Poison(reason.code())
        : readProven(topic, record.value());
  }

  /**
   * Reads the value of a record that was proven before; throws as the other does.
   *
   * @param value what was kept of the record
   */
  Read readProven(Topic topic, byte[] value) {
    try {
      return switch (topic) {
        case PORTFOLIO ->
            read(
                codec.decode(topic, PortfolioItemChanged.class, value),
                unsealing::open,
                Changes::of);
        case SOURCES ->
            read(codec.decode(topic, SourceChanged.class, value), unsealing::open, Changes::of);
        default -> throw new IllegalArgumentException(topic + " carries no changes");
      };
    } catch (InvalidChangeException e) {
      return new Read.Poison(e.reason());
    } catch (RegistryUnavailableException | KeysUnavailableException e) {
      throw e;
    } catch (RuntimeException | StackOverflowError e) {
      LOG.error("a change cannot be read topic={}", topic, e);
      return new Read.Poison("internal." + e.getClass().getSimpleName());
    }
  }

  private static <T> Read read(
      Decoded<T> decoded, Function<T, Optional<T>> open, Function<T, Change> change) {
    return switch (decoded) {
      case Decoded.Event<T>(T event) ->
          open.apply(event).map(change).<Read>map(Read.Valid::new).orElseGet(Read.Erased::new);
      case Decoded.Undecodable<T>(String reason) -> new Read.Poison(reason);
    };
  }
}
