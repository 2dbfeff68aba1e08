package io.palimpsest.ingest.inbox;

import io.palimpsest.ingest.entry.Outcome;
import io.palimpsest.ingest.entry.Refusal;
import io.palimpsest.ingest.entry.RefusedException;
import io.palimpsest.ingest.metric.IngestMetrics;
import io.palimpsest.messaging.group.BatchHandler;
import java.util.Iterator;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Settles batches of one inbox topic: judge, apply, park. */
final class InboxHandler<E extends SpecificRecord, S> implements BatchHandler {
  private final Inbox<E, S> inbox;
  private final Judge judge;
  private final Parking parking;
  private final Incarnations incarnations;
  private final IngestMetrics metrics;

  InboxHandler(
      Inbox<E, S> inbox,
      Judge judge,
      Parking parking,
      Incarnations incarnations,
      IngestMetrics metrics) {
    this.inbox = inbox;
    this.judge = judge;
    this.parking = parking;
    this.incarnations = incarnations;
    this.metrics = metrics;
  }

  @Override
  public void handle(List<ConsumerRecord<String, byte[]>> records) {
    long base = incarnations.base(inbox.topic().topicName());
    InboxBatch<S> batch = new InboxBatch<>();
    for (ConsumerRecord<String, byte[]> polled : records) {
      InboxRecord submitted = InboxRecord.of(inbox.topic(), polled, base);
      switch (judge.judge(inbox, submitted)) {
        case Verdict.Refuse<S> refuse -> {
          repeatIfPassing(refuse.refusal());
          parking.settle(submitted, refuse.eventId(), refuse.claim(), refuse.refusal());
        }
        case Verdict.Apply<S> apply -> {
          if (!batch.takes(apply.change())) {
            apply(batch);
            batch = new InboxBatch<>();
          }
          batch.add(submitted, apply);
        }
      }
    }
    apply(batch);
  }

  private void apply(InboxBatch<S> batch) {
    if (batch.members().isEmpty()) {
      return;
    }
    Iterator<Outcome> outcomes = inbox.apply(batch.changes()).iterator();
    for (InboxBatch.Member<S> member : batch.members()) {
      switch (outcomes.next()) {
        case Outcome.Accepted accepted -> metrics.inbox(inbox.topic().topicName(), "applied");
        case Outcome.Refused refused -> {
          repeatIfPassing(refused.refusal());
          parking.settle(
              member.submitted(),
              member.verdict().eventId(),
              member.verdict().claim(),
              refused.refusal());
        }
      }
    }
  }

  /** What fails for now fails the batch: it comes again, and what was applied is recognised. */
  private static void repeatIfPassing(Refusal refusal) {
    if (Parking.passes(refusal)) {
      throw new RefusedException(refusal);
    }
  }
}
