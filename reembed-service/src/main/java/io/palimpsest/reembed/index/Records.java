package io.palimpsest.reembed.index;

import io.palimpsest.reembed.change.Change;
import io.palimpsest.reembed.change.Document;
import io.palimpsest.vectorstore.Metadata;
import io.palimpsest.vectorstore.Provenance;
import io.palimpsest.vectorstore.VectorContent;
import io.palimpsest.vectorstore.VectorRecord;
import io.palimpsest.vectorstore.VectorValues;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Vectors as they are stored: values, and metadata that the owner's never overrides. */
final class Records {
  private Records() {}

  /**
   * @throws io.palimpsest.vectorstore.InvalidVectorException when a record breaks a rule of the
   *     store, such as its size
   */
  static List<VectorRecord> of(Embedded embedded) {
    Plan.Replace plan = embedded.planned().plan();
    Change change = embedded.planned().task().change();
    return change.document().stream()
        .flatMap(
            document ->
                Stream.concat(plan.embed().stream(), plan.rewrite().stream())
                    .map(piece -> record(piece, document, change, embedded)))
        .toList();
  }

  private static VectorRecord record(
      Piece piece, Document document, Change change, Embedded embedded) {
    Plan.Replace plan = embedded.planned().plan();
    Provenance provenance =
        new Provenance(
            plan.after().rendering().model(),
            plan.after().rendering().chunker(),
            change.revision());
    float[] values = Objects.requireNonNull(embedded.values().get(piece.id()));
    Metadata metadata =
        new VectorContent(piece.text(), document.title(), piece.hash())
            .owned(change.entity().owner(), provenance, document.metadata());
    return values.length == 0
        ? VectorRecord.ofText(piece.id(), metadata)
        : new VectorRecord(piece.id(), VectorValues.of(values), metadata);
  }
}
