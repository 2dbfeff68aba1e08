package io.palimpsest.local.vectors.index;

import com.google.protobuf.Message;
import io.palimpsest.local.vectors.filter.Queries;
import io.pinecone.proto.DeleteRequest;
import io.pinecone.proto.UpdateRequest;
import io.pinecone.proto.UpsertRequest;
import io.pinecone.proto.Vector;
import java.io.IOException;

/** Applies one write to an open namespace: the same way when it is new and when it is replayed. */
final class Applier {
  private Applier() {}

  /** Returns how many records the request itself says or was found to concern. */
  static int apply(NamespaceStore store, Message request, long lsn) throws IOException {
    return switch (request) {
      case UpsertRequest upsert -> upsert(store, upsert, lsn);
      case UpdateRequest update -> update(store, update, lsn);
      case DeleteRequest delete -> delete(store, delete, lsn);
      default -> 0;
    };
  }

  private static int upsert(NamespaceStore store, UpsertRequest upsert, long lsn)
      throws IOException {
    store.upsert(upsert.getVectorsList(), lsn);
    return upsert.getVectorsCount();
  }

  private static int update(NamespaceStore store, UpdateRequest update, long lsn)
      throws IOException {
    if (update.hasFilter()) {
      return store.updateMatching(
          Queries.of(update.getFilter()), update.getSetMetadata().getFieldsMap(), lsn);
    }
    store.update(update.getId(), stored -> changed(stored, update), lsn);
    return 1;
  }

  private static Vector changed(Vector stored, UpdateRequest update) {
    Vector.Builder vector =
        RecordCodec.merge(stored, update.getSetMetadata().getFieldsMap()).toBuilder();
    if (update.getValuesCount() > 0) {
      vector.clearValues().addAllValues(update.getValuesList());
    }
    if (update.hasSparseValues()) {
      vector.setSparseValues(update.getSparseValues());
    }
    return vector.build();
  }

  private static int delete(NamespaceStore store, DeleteRequest delete, long lsn)
      throws IOException {
    if (delete.getDeleteAll()) {
      store.deleteAll(lsn);
    } else if (delete.hasFilter()) {
      store.deleteMatching(Queries.of(delete.getFilter()), lsn);
    } else {
      store.deleteIds(delete.getIdsList(), lsn);
    }
    return delete.getIdsCount();
  }
}
