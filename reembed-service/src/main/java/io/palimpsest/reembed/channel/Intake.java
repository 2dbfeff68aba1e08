package io.palimpsest.reembed.channel;

import io.palimpsest.reembed.lane.Backlog;
import io.palimpsest.reembed.lane.Lane;
import io.palimpsest.reembed.park.Origin;
import io.palimpsest.reembed.park.ParkedRecord;
import io.palimpsest.reembed.park.ParkingLot;
import io.palimpsest.reembed.pipeline.Task;
import java.time.Clock;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Takes records in: each becomes pending work, is parked, or asks for nothing. */
final class Intake {
  private final ChangeReader reader;
  private final Backlog<Pending> backlog;
  private final ParkingLot lot;
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
      ParkingLot lot,
      Partitions partitions,
      Deferrals deferrals,
      Tally tally,
      int most,
      Clock clock) {
    this.reader = reader;
    this.backlog = backlog;
    this.lot = lot;
    this.partitions = partitions;
    this.deferrals = deferrals;
    this.tally = tally;
    this.most = most;
    this.clock = clock;
  }

  /** Gets ready for these records, all in one go; throws what {@link #take} does. */
  void expect(List<ConsumerRecord<byte[], byte[]>> records) {
    reader.expect(records);
  }

  /**
   * Takes a record in. On a throw it was not, and is to be offered again.
   *
   * @param value null for a tombstone: erasure's own, it asks for nothing here
   */
  void take(Origin origin, String key, byte @Nullable [] value) {
    if (value == null) {
      partitions.read(origin);
      partitions.finish(List.of(origin));
      return;
    }
    switch (reader.read(origin.topic(), value)) {
      case ChangeReader.Read.Valid(var change) -> {
        partitions.read(origin);
        place(Pending.read(new Task(change, Lane.LIVE, origin), origin, value));
      }
      case ChangeReader.Read.Poison(String reason) -> {
        lot.put(new ParkedRecord(origin, key, reason, List.of(), 0, value, clock.instant()));
        partitions.read(origin);
        partitions.finish(List.of(origin));
      }
      case ChangeReader.Read.Erased() -> {
        tally.erased();
        partitions.read(origin);
        partitions.finish(List.of(origin));
      }
    }
  }

  /** A tenant with enough waiting is deferred, so that whoever comes behind it is seen. */
  private void place(Pending pending) {
    long waiting = backlog.waiting(pending.tenant());
    boolean tooMuch = waiting > 0 && waiting + pending.chunks() > most;
    if (tooMuch || deferrals.has(pending.tenant())) {
      deferrals.add(pending.tenant(), pending.origin());
    } else {
      backlog.offer(pending);
    }
  }
}
