package io.palimpsest.ingest.news;

import io.palimpsest.event.VectorsChanged;
import io.palimpsest.ingest.entry.Embedding;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * What was told of an entity's vectors.
 *
 * @param uid uid of the entity
 * @param revision revision that it is about
 * @param fate what became of the revision
 */
record VectorNews(UUID uid, long revision, Fate fate) {
  /** What became of a revision. */
  sealed interface Fate {
    /**
     * It can be found.
     *
     * @param at since when
     */
    record Found(Instant at) implements Fate {}

    /** Nothing of the entity can be found. */
    record Removed() implements Fate {}

    /**
     * It was set aside.
     *
     * @param reason why
     */
    record Parked(String reason) implements Fate {}
  }

  /** The news in an event; empty for an outcome that a newer producer knows and we do not. */
  static Optional<VectorNews> of(VectorsChanged event) {
    Optional<Fate> fate =
        switch (event.getOutcome()) {
          case EMBEDDED, UNCHANGED -> Optional.of(new Fate.Found(event.getOccurredAt()));
          case REMOVED -> Optional.of(new Fate.Removed());
          case PARKED -> {
            String reason = event.getReason();
            yield Optional.of(new Fate.Parked(reason == null ? "unknown" : reason));
          }
          case UNKNOWN -> Optional.empty();
        };
    return fate.map(known -> new VectorNews(event.getUid(), event.getRevision(), known));
  }

  /** What is known with this news; empty when it is older than what is known, or nothing new. */
  Optional<Embedding> applyTo(Embedding known) {
    if (revision < known.revision()) {
      return Optional.empty();
    }
    Embedding next =
        switch (fate) {
          case Fate.Found found -> known.embedded(revision, found.at());
          case Fate.Removed removed -> known.removed(revision);
          case Fate.Parked parked -> known.parked(revision, parked.reason());
        };
    return next.equals(known) ? Optional.empty() : Optional.of(next);
  }
}
