package io.palimpsest.messaging;

/**
 * How many brokers keep each record.
 *
 * @param factor copies of each partition
 * @param minInSync copies that must be written before a record is acknowledged
 */
public record Replication(int factor, int minInSync) {
  /** For a single broker: the local stack and tests. */
  public static final Replication LOCAL = new Replication(1, 1);

  /** For clusters: one broker may be lost without losing a record or stopping. */
  public static final Replication PRODUCTION = new Replication(3, 2);

  /** Refuses what no broker could fulfil. */
  public Replication {
    if (minInSync < 1 || factor < minInSync) {
      throw new IllegalArgumentException("1 <= min.insync " + minInSync + " <= factor " + factor);
    }
  }
}
