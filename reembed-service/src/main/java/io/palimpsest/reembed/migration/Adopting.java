package io.palimpsest.reembed.migration;

import io.palimpsest.audit.tree.Hash;
import io.palimpsest.reembed.ledger.Adopted;
import io.palimpsest.reembed.migration.CopyPlan.Move;
import io.palimpsest.vectorstore.InvalidVectorException;
import io.palimpsest.vectorstore.Ownership;
import io.palimpsest.vectorstore.StoredVector;
import io.palimpsest.vectorstore.VectorRecord;
import java.time.Instant;
import java.util.function.Predicate;

/** Decides of one vector of the old system what becomes of it. Pure. */
final class Adopting {
  private final String target;
  private final String model;
  private final Instant acceptedAt;
  private final Predicate<String> isCreator;

  /**
   * @param target name of the target that vectors go to
   * @param model model that made them
   * @param acceptedAt when the move was agreed to
   * @param isCreator whether an id is a registered creator's
   */
  Adopting(String target, String model, Instant acceptedAt, Predicate<String> isCreator) {
    this.target = target;
    this.model = model;
    this.acceptedAt = acceptedAt;
    this.isCreator = isCreator;
  }

  /** What becomes of a vector. */
  sealed interface Verdict {
    /**
     * It goes.
     *
     * @param record as it is written
     * @param adopted as it is remembered
     * @param leaf digest of what it was
     */
    record Goes(VectorRecord record, Adopted adopted, Hash leaf) implements Verdict {}

    /**
     * It stays.
     *
     * @param id its id
     * @param reason machine-readable
     */
    record Stays(String id, String reason) implements Verdict {}
  }

  Verdict of(StoredVector vector, Move move) {
    boolean foreign =
        vector
            .metadata()
            .text(Ownership.CREATOR_ID)
            .filter(named -> !named.equals(move.creator()) && isCreator.test(named))
            .isPresent();
    if (foreign) {
      return new Verdict.Stays(vector.id(), "owner.foreign");
    }
    try {
      VectorRecord record =
          new VectorRecord(
              vector.id(),
              vector.values(),
              LegacyMetadata.adopted(vector.metadata(), move, model, acceptedAt));
      Hash leaf = NamespaceRoot.leaf(vector);
      Adopted adopted =
          new Adopted(
              target,
              move.target(),
              vector.id(),
              LegacyMetadata.source(vector.metadata()),
              move.uids(),
              model,
              leaf.base64());
      return new Verdict.Goes(record, adopted, leaf);
    } catch (InvalidVectorException e) {
      return new Verdict.Stays(vector.id(), "invalid." + e.field());
    }
  }
}
