package io.palimpsest.reembed.change;

import java.time.Instant;
import java.util.Optional;

/**
 * One revision of an entity.
 *
 * @param entity whose
 * @param revision which, from 1
 * @param document its whole state, or empty when it was deleted
 * @param occurredAt when its event says that it happened, by another clock; empty when nothing is
 *     said
 */
public record Change(
    Entity entity, long revision, Optional<Document> document, Optional<Instant> occurredAt) {
  /** A change that happened at no particular time. */
  public Change(Entity entity, long revision, Optional<Document> document) {
    this(entity, revision, document, Optional.empty());
  }

  /** Refuses a revision that ingest never mints. */
  public Change {
    if (revision < 1) {
      throw new InvalidChangeException("change.revision");
    }
  }

  /** Of what tells changes apart: it is asked for often, and a document is large. */
  @Override
  public int hashCode() {
    return 31 * entity.uid().hashCode() + Long.hashCode(revision);
  }
}
