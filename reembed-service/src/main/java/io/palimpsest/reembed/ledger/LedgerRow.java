package io.palimpsest.reembed.ledger;

import io.palimpsest.reembed.change.Entity;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What is known of one entity in one target.
 *
 * @param key uid and target
 * @param entity whose vectors
 * @param version rises by one with every change of the row; 0 stands for a row that does not exist
 * @param revision newest revision whose vectors are all in the store, 0 before the first
 * @param deleted whether that revision deleted the entity: the row is a stub
 * @param rendering how the vectors were made
 * @param contentHash digest of what was embedded
 * @param metadataHash digest of what is stored beside it
 * @param chunks the vectors that are in the store, but for the ids of the intent
 * @param intent what may be going on
 */
public record LedgerRow(
    RowKey key,
    Entity entity,
    long version,
    long revision,
    boolean deleted,
    Rendering rendering,
    String contentHash,
    String metadataHash,
    List<ChunkRef> chunks,
    Optional<Intent> intent) {
  /** Copies the chunks; refuses a row of another entity. */
  public LedgerRow {
    chunks = List.copyOf(chunks);
    if (!key.uid().equals(entity.uid())) {
      throw new IllegalArgumentException("the row's key names another entity");
    }
  }

  /** The row of an entity that was never seen. */
  public static LedgerRow unknown(String target, Entity entity, Rendering rendering) {
    return new LedgerRow(
        new RowKey(entity.uid(), target),
        entity,
        0,
        0,
        false,
        rendering,
        "",
        "",
        List.of(),
        Optional.empty());
  }

  /** Ids of the vectors. */
  public Set<String> ids() {
    Set<String> ids = new LinkedHashSet<>();
    chunks.forEach(chunk -> ids.add(chunk.id()));
    return ids;
  }

  /** Ids of which nothing is known. */
  public Set<String> unsure() {
    return intent.map(Intent::ids).orElse(Set.of());
  }

  /** The next version: the same but for an intent that is open now. */
  public LedgerRow opened(Set<String> writes, Set<String> deletes) {
    Intent next = new Intent(UUID.randomUUID(), writes, deletes);
    return new LedgerRow(
        key,
        entity,
        version + 1,
        revision,
        deleted,
        rendering,
        contentHash,
        metadataHash,
        chunks,
        Optional.of(next));
  }

  /** The row of an entity whose vectors are there already, made by nobody knows what. */
  public LedgerRow holding(List<ChunkRef> others) {
    return new LedgerRow(
        key,
        entity,
        version,
        revision,
        deleted,
        rendering.mixed(),
        contentHash,
        metadataHash,
        others,
        intent);
  }

  /** The same row at another version. */
  public LedgerRow atVersion(long other) {
    return new LedgerRow(
        key,
        entity,
        other,
        revision,
        deleted,
        rendering,
        contentHash,
        metadataHash,
        chunks,
        intent);
  }
}
