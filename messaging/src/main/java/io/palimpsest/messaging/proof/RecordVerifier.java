package io.palimpsest.messaging.proof;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.palimpsest.topic.AnyTopic;
import io.palimpsest.topic.Authorship;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Says of a record, before anybody looks into it, whether it was written by whom its topic admits.
 * That is no word on its age: a record that was signed once and is appended again verifies, too, so
 * whoever obeys it compares revision, number or uid as before. Thread-safe.
 */
public final class RecordVerifier {
  /** Signatures that held; those of a batch hold for all of it. */
  private static final int REMEMBERED = 4096;

  private record Checked(String author, KeyId keyId, ByteBuffer root, ByteBuffer signature) {}

  private final TrustedKeys keys;
  private final UnprovenListener listener;
  private final Cache<Checked, Boolean> held =
      Caffeine.newBuilder().maximumSize(REMEMBERED).executor(Runnable::run).build();

  /**
   * @param keys whom to believe
   * @param listener told of each record that is not proven
   */
  public RecordVerifier(TrustedKeys keys, UnprovenListener listener) {
    this.keys = keys;
    this.listener = listener;
  }

  /** Verifies a record of a topic in the catalogue; of another topic none is proven. */
  public Proof verify(ConsumerRecord<?, byte[]> read) {
    return AnyTopic.named(read.topic())
        .map(topic -> verify(Claim.of(read, topic.authorship())))
        .orElseGet(() -> told(read.topic(), Proof.Reason.TOPIC));
  }

  /** Verifies a record of a topic whose authorship the catalogue does not hold. */
  public Proof verify(ConsumerRecord<?, byte[]> read, Authorship authorship) {
    return verify(Claim.of(read, authorship));
  }

  /** Verifies a claim. */
  public Proof verify(Claim claim) {
    if (!RecordSigner.isAsked(claim.authorship())) {
      return new Proof.NotAsked();
    }
    if (claim.proof() == null) {
      return told(claim.topic(), Proof.Reason.MISSING);
    }
    Optional<ProofHeader> header = ProofHeader.parse(claim.proof());
    if (header.isEmpty()) {
      return told(claim.topic(), Proof.Reason.MALFORMED);
    }
    return verify(claim, header.get());
  }

  private Proof verify(Claim claim, ProofHeader header) {
    if (!Authors.admits(claim.authorship(), claim.value() == null, header.author())) {
      return told(claim.topic(), Proof.Reason.AUTHOR);
    }
    Optional<TrustedKeys.Trusted> key = keys.find(header.author(), header.keyId());
    if (key.isEmpty()) {
      return told(claim.topic(), Proof.Reason.KEY);
    }
    if (!holds(claim, header, key.get())) {
      return told(claim.topic(), Proof.Reason.SIGNATURE);
    }
    return isRetired(claim, key.get())
        ? told(claim.topic(), Proof.Reason.RETIRED)
        : new Proof.Proven(header.author());
  }

  private static boolean isRetired(Claim claim, TrustedKeys.Trusted key) {
    return key.retired() != null
        && Authors.retire(claim.authorship())
        && claim.appended() >= key.retired().toEpochMilli();
  }

  private boolean holds(Claim claim, ProofHeader header, TrustedKeys.Trusted key) {
    byte[] root = header.path().root(RecordDigest.leaf(claim.topic(), claim.key(), claim.value()));
    Checked checked =
        new Checked(
            header.author(),
            header.keyId(),
            ByteBuffer.wrap(root),
            ByteBuffer.wrap(header.signature()));
    if (held.getIfPresent(checked) != null) {
      return true;
    }
    try {
      key.verifier().verify(header.signature(), RecordDigest.signed(header.author(), root));
    } catch (GeneralSecurityException doesNotHold) {
      return false;
    }
    held.put(checked, true);
    return true;
  }

  private Proof told(String topic, Proof.Reason reason) {
    listener.unproven(topic, reason);
    return new Proof.Unproven(reason);
  }
}
