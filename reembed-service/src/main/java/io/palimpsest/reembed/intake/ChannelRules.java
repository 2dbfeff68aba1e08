package io.palimpsest.reembed.intake;

import java.time.Duration;

/**
 * Bounds of the channel.
 *
 * @param workers batches under way at once
 * @param share most of them with the same tenant
 * @param waiting records that may wait before reading pauses
 * @param bytes of records that may wait before reading pauses
 * @param tenantChunks chunks of one tenant that may wait before it is deferred
 * @param stopping longest time that a stop waits for work under way
 */
public record ChannelRules(
    int workers, int share, int waiting, long bytes, int tenantChunks, Duration stopping) {
  /** Leaves a worker to every other tenant. */
  public ChannelRules {
    if (workers < 2 || share < 1 || share >= workers || waiting < 1 || bytes < 1) {
      throw new IllegalArgumentException("one tenant never takes all workers, and some may wait");
    }
  }
}
