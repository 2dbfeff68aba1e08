package io.palimpsest.fencing;

import io.palimpsest.messaging.TopicRecord;
import io.palimpsest.messaging.proof.Proof;
import io.palimpsest.messaging.proof.RecordVerifier;
import io.palimpsest.topic.Topic;

/**
 * Which records about fences and writers count. One that is not proven is never passed over,
 * because what it stands for is not known: whoever meets it stops, and nothing is admitted until a
 * person has looked. Records from the time before records were signed count as they are.
 *
 * @param verifier verifies each record
 * @param fencesFrom offset of the first fence that must be signed
 * @param writersFrom offset of the first statement about a writer that must be signed
 */
public record FenceProofs(RecordVerifier verifier, long fencesFrom, long writersFrom) {
  /**
   * Passes a record that counts.
   *
   * @throws UnprovenFenceException when it does not
   */
  void check(TopicRecord<?> read) {
    long from = read.topic() == Topic.ERASURE_FENCES ? fencesFrom : writersFrom;
    if (read.offset() >= from && read.proof() instanceof Proof.Unproven(Proof.Reason reason)) {
      throw new UnprovenFenceException(read.topic().topicName(), read.offset(), reason);
    }
  }
}
