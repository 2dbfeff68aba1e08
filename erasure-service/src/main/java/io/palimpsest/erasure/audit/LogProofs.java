package io.palimpsest.erasure.audit;

import io.palimpsest.messaging.proof.Proof;
import io.palimpsest.messaging.proof.RecordSigner;
import io.palimpsest.messaging.proof.RecordVerifier;
import io.palimpsest.messaging.proof.Signable;
import io.palimpsest.topic.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which records of the log's topic are entries: those that the sequencer signed, in a header beside
 * the bytes. What anybody else writes there is passed over as if it were not there, and is counted:
 * it is never numbered, signed into the tree, or believed. Thread-safe.
 *
 * @param signer signs entries
 * @param verifier verifies them
 * @param from offset of the first record that must be signed; those below count as they are
 */
record LogProofs(RecordSigner signer, RecordVerifier verifier, long from) {
  private static final Logger LOG = LoggerFactory.getLogger(LogProofs.class);

  /** Whether the record is an entry. */
  boolean isEntry(ConsumerRecord<String, byte[]> read) {
    if (read.offset() < from || verifier.verify(read) instanceof Proof.Proven) {
      return true;
    }
    LOG.error("a record that is no entry lies on the log's topic offset={}", read.offset());
    return false;
  }

  /** Signs entries that are written together. */
  void sign(List<ProducerRecord<String, byte[]>> entries) {
    List<Signable> signables = new ArrayList<>();
    for (ProducerRecord<String, byte[]> entry : entries) {
      signables.add(Signable.of(Topic.AUDIT, entry.key(), entry.value()));
    }
    List<Optional<byte[]>> proofs = signer.sign(signables);
    for (int at = 0; at < entries.size(); at++) {
      entries.get(at).headers().add(RecordSigner.HEADER, proofs.get(at).orElseThrow());
    }
  }
}
