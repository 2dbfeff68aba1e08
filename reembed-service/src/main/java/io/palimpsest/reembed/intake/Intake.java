package io.palimpsest.reembed.intake;

import io.palimpsest.messaging.RegistryUnavailableException;
import io.palimpsest.messaging.trace.TraceParent;
import io.palimpsest.reembed.change.Lane;
import io.palimpsest.reembed.change.Origin;
import io.palimpsest.reembed.fence.Admissions.UnleasedException;
import io.palimpsest.reembed.index.Task;
import io.palimpsest.reembed.index.TraceStart;
import io.palimpsest.reembed.park.ParkedRecord;
import io.palimpsest.reembed.park.Parking;
import io.palimpsest.reembed.park.Payload;
import io.palimpsest.reembed.park.Sealing;
import io.palimpsest.sealing.KeysUnavailableException;
import io.palimpsest.topic.Topic;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Takes records in: each becomes pending work, is parked, or asks for nothing. */
final class Intake {
  private final ChangeReader reader;
  private final Backlog<Pending> backlog;
  private final Parking parking;
  private final Sealing sealing;
  private final Partitions partitions;
  private final Deferrals deferrals;
  private final Tally tally;
  private final int most;
  private final Clock clock;

  /**
   * @param most chunks of one tenant that may wait here; more of it is deferred
   */
  Intake(
      ChangeReader reader,
      Backlog<Pending> backlog,
      Parking parking,
      Sealing sealing,
      Partitions partitions,
      Deferrals deferrals,
      Tally tally,
      int most,
      Clock clock) {
    this.reader = reader;
    this.backlog = backlog;
    this.parking = parking;
    this.sealing = sealing;
    this.partitions = partitions;
    this.deferrals = deferrals;
    this.tally = tally;
    this.most = most;
    this.clock = clock;
  }

  /**
   * Looks at records that come next, and gets ready for those that are to be opened, all in one go;
   * throws what {@link #take} does.
   */
  List<Arrival> expect(Topic topic, List<ConsumerRecord<byte[], byte[]>> records) {
    return expect(topic, records, arrival -> !isDeferred(arrival));
  }

  /** The same where it is the turn of one tenant's deferred records, with others' among them. */
  List<Arrival> expectInTurn(
      UUID tenant, Topic topic, List<ConsumerRecord<byte[], byte[]>> records) {
    return expect(topic, records, arrival -> arrival.isOf(tenant));
  }

  /**
   * Takes a record in. On a throw it was not, and is to be offered again. What is deferred is not
   * opened: whatever is wrong with it shows when its turn comes.
   */
  void take(Arrival arrival) {
    if (isDeferred(arrival)) {
      deferrals.add(arrival.tenant().orElseThrow(), arrival.origin());
    } else {
      open(arrival, this::place);
    }
  }

  /** Takes in a deferred record, whose turn has come; throws as {@link #take} does. */
  void takeInTurn(Arrival arrival) {
    open(arrival, backlog::offer);
  }

  /** Names what stood in the way when something was not taken in. */
  static String missing(RuntimeException failure) {
    return switch (failure) {
      case RegistryUnavailableException e -> "registry.unavailable";
      case KeysUnavailableException e -> "keys.unavailable";
      case UnleasedException e -> "fence.no_lease";
      default -> "parking.unavailable";
    };
  }

  private List<Arrival> expect(
      Topic topic, List<ConsumerRecord<byte[], byte[]>> records, Predicate<Arrival> opened) {
    List<Arrival> arrivals = records.stream().map(record -> arrival(topic, record)).toList();
    reader.expect(arrivals.stream().filter(opened).map(Arrival::record).toList());
    return arrivals;
  }

  private Arrival arrival(Topic topic, ConsumerRecord<byte[], byte[]> record) {
    return new Arrival(
        new Origin(topic, record.partition(), record.offset()),
        record,
        reader.tenant(topic, record.value()));
  }

  private boolean isDeferred(Arrival arrival) {
    return arrival.tenant().filter(deferrals::has).isPresent();
  }

  private void open(Arrival arrival, Consumer<Pending> placing) {
    Origin origin = arrival.origin();
    byte @Nullable [] value = arrival.value();
    if (value == null) {
      partitions.finish(List.of(origin));
      return;
    }
    switch (reader.read(origin.topic(), arrival.record())) {
      case ChangeReader.Read.Valid(var change) ->
          placing.accept(
              Pending.read(
                  new Task(change, Lane.LIVE, origin, traceStart(arrival)), origin, value));
      case ChangeReader.Read.Poison(String reason) -> {
        park(arrival, reason, value);
        partitions.finish(List.of(origin));
      }
      case ChangeReader.Read.Erased() -> {
        tally.erased();
        partitions.finish(List.of(origin));
      }
    }
  }

  private TraceStart traceStart(Arrival arrival) {
    return new TraceStart(TraceParent.in(arrival.record().headers()), clock.instant());
  }

  private void park(Arrival arrival, String reason, byte[] value) {
    Origin origin = arrival.origin();
    Instant now = clock.instant();
    Payload payload = sealing.seal(origin, now, value);
    ParkedRecord parked =
        new ParkedRecord(origin, arrival.key(), reason, List.of(), 0, payload, now);
    if (parking.put(parked).isPresent()) {
      tally.erased();
    }
  }

  /** A tenant with enough waiting is deferred, so that whoever comes behind it is seen. */
  private void place(Pending pending) {
    long waiting = backlog.waiting(pending.tenant());
    boolean tooMuch = waiting > 0 && waiting + pending.chunks() > most;
    if (tooMuch) {
      deferrals.add(pending.tenant(), pending.origin());
    } else {
      backlog.offer(pending);
    }
  }
}
