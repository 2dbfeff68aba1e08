package io.palimpsest.local.vectors.index;

import com.google.protobuf.Message;
import io.palimpsest.local.vectors.call.Call;
import io.palimpsest.local.vectors.call.Reason;
import io.palimpsest.local.vectors.call.Refusal;
import io.palimpsest.local.vectors.filter.Metadata;
import io.palimpsest.local.vectors.filter.Queries;
import io.pinecone.proto.CreateNamespaceRequest;
import io.pinecone.proto.DeleteRequest;
import io.pinecone.proto.UpdateRequest;
import io.pinecone.proto.UpsertRequest;

/** Refuses writes that the API would refuse, before anything is logged. */
final class WriteChecks {
  private final VectorChecks vectors;

  WriteChecks(IndexSpec spec) {
    this.vectors = new VectorChecks(spec);
  }

  void check(Call call) {
    Message request = call.request();
    switch (request) {
      case UpsertRequest upsert -> check(upsert, call.bytes());
      case UpdateRequest update -> check(update);
      case DeleteRequest delete -> check(delete);
      case CreateNamespaceRequest create -> check(create);
      default -> {
        // Nothing but a name, which is checked where it is looked up.
      }
    }
  }

  private void check(UpsertRequest upsert, long bytes) {
    if (bytes > Limits.BYTES_PER_UPSERT) {
      throw new Refusal(
          Reason.TOO_LARGE,
          "Error, message length too large: found %d bytes, the limit is: %d bytes"
              .formatted(bytes, Limits.BYTES_PER_UPSERT));
    }
    int count = upsert.getVectorsCount();
    if (count == 0 || count > Limits.VECTORS_PER_UPSERT) {
      throw Refusal.invalid(
          "Upsert must hold between 1 and %d vectors, but got %d"
              .formatted(Limits.VECTORS_PER_UPSERT, count));
    }
    upsert.getVectorsList().forEach(vectors::check);
  }

  private void check(UpdateRequest update) {
    Metadata.check(update.getSetMetadata());
    if (update.getId().isEmpty() == !update.hasFilter()) {
      throw Refusal.invalid("Update needs either an id or a filter");
    }
    if (update.hasFilter()) {
      checkByFilter(update);
    } else {
      checkById(update);
    }
  }

  private static void checkByFilter(UpdateRequest update) {
    if (update.getValuesCount() > 0 || update.hasSparseValues()) {
      throw Refusal.invalid("Update by filter changes metadata only");
    }
    Queries.of(update.getFilter());
  }

  private void checkById(UpdateRequest update) {
    Names.checkId(update.getId());
    if (update.getValuesCount() > 0) {
      vectors.checkStored(update.getId(), DenseValues.of(update.getValuesList()));
    }
    if (update.hasSparseValues()) {
      vectors.checkSparse(update.getSparseValues());
    }
  }

  private static void check(DeleteRequest delete) {
    int selectors =
        (delete.getIdsCount() > 0 ? 1 : 0)
            + (delete.getDeleteAll() ? 1 : 0)
            + (delete.hasFilter() ? 1 : 0);
    if (selectors != 1) {
      throw Refusal.invalid("Delete needs exactly one of ids, deleteAll and filter");
    }
    if (delete.getIdsCount() > Limits.IDS_PER_REQUEST) {
      throw Refusal.invalid(
          "Delete takes at most %d ids, but got %d"
              .formatted(Limits.IDS_PER_REQUEST, delete.getIdsCount()));
    }
    if (delete.hasFilter()) {
      Queries.of(delete.getFilter());
    }
  }

  private static void check(CreateNamespaceRequest create) {
    if (create.getName().isEmpty()) {
      throw Refusal.invalid("Namespace name must not be empty");
    }
  }
}
