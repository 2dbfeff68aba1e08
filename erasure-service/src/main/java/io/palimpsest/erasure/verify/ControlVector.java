package io.palimpsest.erasure.verify;

import io.palimpsest.fencing.Deadline;
import io.palimpsest.fencing.Ticker;
import io.palimpsest.vectorstore.Maintenance;
import io.palimpsest.vectorstore.Metadata;
import io.palimpsest.vectorstore.Ownership;
import io.palimpsest.vectorstore.UidCensus;
import io.palimpsest.vectorstore.VectorRecord;
import io.palimpsest.vectorstore.VectorStore;
import io.palimpsest.vectorstore.VectorValues;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/**
 * The vector that every verification has to find. It belongs to nobody; under every uid key it
 * carries the same fixed uid, so that it can be looked for exactly like an erased one.
 */
final class ControlVector {
  /** The uid that the control carries; version 8 (RFC 9562), so that no admission can have it. */
  static final UUID UID = UUID.fromString("00000000-0000-8000-8000-000000000001");

  private static final String ID = "control";
  private static final Duration WRITE = Duration.ofSeconds(10);

  private final String namespace;

  ControlVector(String namespace) {
    this.namespace = namespace;
  }

  /** Whether both ways of looking find it, through the given reader's credential. */
  boolean foundBy(Maintenance reader, String key, Deadline deadline) {
    UidCensus.Census census = new UidCensus(reader.namespace(namespace)).take(key, UID, deadline);
    return census.byFetch().contains(ID) && census.byFilter().contains(ID);
  }

  /** Writes it. Repeating does no harm. */
  void plant(VectorStore writable) {
    Maintenance maintenance = writable.maintenance("erasure-control", "positive control");
    Deadline deadline = Deadline.after(Ticker.system(), WRITE);
    float[] values = new float[maintenance.describe(deadline).dimension().orElseThrow()];
    Arrays.fill(values, 1f);
    Metadata.Builder metadata = Metadata.builder();
    Ownership.UID_KEYS.stream().sorted().forEach(key -> metadata.put(key, UID.toString()));
    VectorRecord control = new VectorRecord(ID, VectorValues.of(values), metadata.build());
    try (UnfencedWork work = new UnfencedWork(deadline)) {
      maintenance.namespace(namespace).upsert(List.of(control), work);
    }
  }
}
