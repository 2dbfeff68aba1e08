package io.palimpsest.ingest.entry;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Everything about an entry but its state. Head and state live in one document and change by one
 * compare-and-set on {@code version}.
 *
 * @param key key of the document: uids of the parents and the public id
 * @param path the scopes that hold the entry, itself last
 * @param version changes with every write of the document
 * @param revision version of the state, 1 for the first, rising by one
 * @param deleted true for a stub: the state is gone, revisions go on from here
 * @param fingerprint digest of the state, empty for a stub
 * @param announced newest revision that was announced
 * @param pending the announcement that is due, if one is
 * @param createdAt when the entry was admitted
 * @param changedAt when its newest revision was written
 * @param inbox last applied offset of each inbox partition
 * @param keyUses the last idempotency keys, newest last
 * @param embedding what is known of its vectors
 */
public record Head(
    String key,
    ScopePath path,
    long version,
    long revision,
    boolean deleted,
    String fingerprint,
    long announced,
    Optional<Pending> pending,
    Instant createdAt,
    Instant changedAt,
    Map<Integer, Long> inbox,
    List<KeyUse> keyUses,
    Embedding embedding) {
  /** Copies the collections. */
  public Head {
    inbox = Map.copyOf(inbox);
    keyUses = List.copyOf(keyUses);
  }

  /** Uid of this admission. */
  public UUID uid() {
    return path.last().uid();
  }

  /** Public id. */
  public String id() {
    return path.last().id();
  }

  /** Revision for a precondition: 0 for a stub. */
  public long liveRevision() {
    return deleted ? 0 : revision;
  }

  /** Whether the other services were told of this entry at least once. */
  public boolean acknowledged() {
    return announced > 0;
  }

  /** The head as it is once its newest revision was announced. */
  public Head announcedNow() {
    return with(version + 1, revision, Optional.empty(), embedding);
  }

  /** The head with the right to announce taken by somebody. */
  public Head claimed(Pending claim) {
    return with(version + 1, announced, Optional.of(claim), embedding);
  }

  /** Whether nobody was told of its newest revision: it may still have to be taken back. */
  public boolean isUntold() {
    return !deleted && announced < revision;
  }

  /** The stub that takes a revision back of which nobody was told. */
  public Head takenBack(Pending news) {
    return new Head(
        key,
        path,
        version + 1,
        revision + 1,
        true,
        "",
        announced,
        Optional.of(news),
        createdAt,
        news.since(),
        inbox,
        keyUses.stream().filter(use -> use.revision() != revision).toList(),
        embedding);
  }

  /** The head with news of its vectors. */
  public Head embedded(Embedding news) {
    return with(version + 1, announced, pending, news);
  }

  private Head with(
      long newVersion, long newAnnounced, Optional<Pending> newPending, Embedding newEmbedding) {
    return new Head(
        key,
        path,
        newVersion,
        revision,
        deleted,
        fingerprint,
        newAnnounced,
        newPending,
        createdAt,
        changedAt,
        inbox,
        keyUses,
        newEmbedding);
  }
}
