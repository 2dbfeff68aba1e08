package io.palimpsest.ingest.store;

import com.mongodb.client.model.UpdateManyModel;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.WriteModel;
import io.palimpsest.ingest.entry.Head;
import io.palimpsest.ingest.store.StoredWrite.StateUpdate;
import io.palimpsest.ingest.vault.Vault;
import java.util.List;
import org.bson.Document;

/** Writes as the driver takes them. */
final class WriteModels {
  private WriteModels() {}

  static <S> Document insertion(
      StateForm<S> states, StoredWrite<S> write, String token, Vault.Sealer sealer) {
    Document document = HeadDocuments.toDocument(write.head()).append(Fields.WRITE, token);
    if (write.state() instanceof StateUpdate.Put<S> put) {
      document.append(Fields.STATE, states.toDocument(write.head(), put.state(), sealer));
    }
    return document;
  }

  static <S> WriteModel<Document> update(
      StateForm<S> states, StoredWrite<S> write, String token, Vault.Sealer sealer) {
    Document set = HeadDocuments.toDocument(write.head()).append(Fields.WRITE, token);
    set.remove(Fields.ID);
    Document unset = new Document();
    if (states.isOfTenants()) {
      unset.append(Fields.CLOSING, "");
    }
    if (write.head().pending().isEmpty()) {
      unset.append(Fields.PENDING, "");
    }
    switch (write.state()) {
      case StateUpdate.Keep<S> keep -> {}
      case StateUpdate.Drop<S> drop -> unset.append(Fields.STATE, "");
      case StateUpdate.Put<S> put ->
          set.append(Fields.STATE, states.toDocument(write.head(), put.state(), sealer));
    }
    Document changes = new Document("$set", set);
    if (!unset.isEmpty()) {
      changes.append("$unset", unset);
    }
    return new UpdateOneModel<>(
        // keys.
        new Document(Fields.ID, write.head().key()).append(Fields.VERSION, write.expectedVersion()),
        changes);
  }

  /** What {@link Head#announcedNow} makes of entries at the same version and revision. */
  static UpdateManyModel<Document> announced(
      EntryWriter.Stand stand, List<String> keys, String token) {
    return new UpdateManyModel<>(
        new Document(Fields.ID, new Document("$in", keys)).append(Fields.VERSION, stand.version()),
        new Document(
                "$set",
                new Document(Fields.VERSION, stand.version() + 1)
                    .append(Fields.ANNOUNCED, stand.revision())
                    .append(Fields.WRITE, token))
            .append("$unset", new Document(Fields.PENDING, "")));
  }
}
