package io.palimpsest.reembed.ledger;

import io.palimpsest.event.ScopeRef;
import io.palimpsest.event.ScopeType;
import io.palimpsest.reembed.change.Entity;
import io.palimpsest.reembed.change.Paths;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** Rows as documents and back. The names here are the schema of the collection. */
final class RowDocuments {
  static final String ID = "_id";
  static final String VERSION = "version";
  static final String UIDS = "uids";
  static final String SLOT = "slot";
  static final String TARGET = "target";
  static final String DELETED = "deleted";
  static final String NAMESPACE = "namespace";
  static final String CHUNKS = "chunks";

  /** Names the request that put the document, so that its sender can tell it from another's. */
  static final String TOKEN = "put_by";

  private RowDocuments() {}

  static String id(RowKey key) {
    return key.uid() + "@" + key.target();
  }

  static Document of(LedgerRow row) {
    return new Document(ID, id(row.key()))
        .append(TARGET, row.key().target())
        .append("path", Paths.of(row.entity()).stream().map(RowDocuments::scope).toList())
        .append(UIDS, row.entity().uids().stream().map(UUID::toString).toList())
        .append(SLOT, slot(row))
        .append(VERSION, row.version())
        .append("revision", row.revision())
        .append(DELETED, row.deleted())
        .append(NAMESPACE, row.rendering().namespace())
        .append("model", row.rendering().model())
        .append("chunker", row.rendering().chunker())
        .append("content_hash", row.contentHash())
        .append("metadata_hash", row.metadataHash())
        .append(CHUNKS, row.chunks().stream().map(RowDocuments::chunk).toList())
        .append("intent", row.intent().map(RowDocuments::intent).orElse(null));
  }

  static LedgerRow read(Document document) {
    Entity entity =
        Paths.entity(
            document.getList("path", Document.class).stream().map(RowDocuments::scope).toList());
    return new LedgerRow(
        new RowKey(entity.uid(), document.getString(TARGET)),
        entity,
        document.getLong(VERSION),
        document.getLong("revision"),
        document.getBoolean(DELETED),
        new Rendering(
            document.getString(NAMESPACE),
            document.getString("model"),
            document.getString("chunker")),
        document.getString("content_hash"),
        document.getString("metadata_hash"),
        document.getList(CHUNKS, Document.class).stream().map(RowDocuments::chunk).toList(),
        intent(document.get("intent", Document.class)));
  }

  /** One live row per vector id in a namespace: ids of vectors begin with the id of the entity. */
  private static String slot(LedgerRow row) {
    return slot(row.key().target(), row.rendering().namespace(), row.entity().id());
  }

  static String slot(String target, String namespace, String entity) {
    return target + "/" + namespace + "/" + entity;
  }

  private static Document scope(ScopeRef scope) {
    return new Document("type", scope.getType().name())
        .append("id", scope.getId())
        .append("uid", scope.getUid().toString());
  }

  private static ScopeRef scope(Document scope) {
    return new ScopeRef(
        ScopeType.valueOf(scope.getString("type")),
        scope.getString("id"),
        UUID.fromString(scope.getString("uid")));
  }

  private static Document chunk(ChunkRef chunk) {
    return new Document("id", chunk.id())
        .append("at", chunk.positions())
        .append("revision", chunk.revision());
  }

  private static ChunkRef chunk(Document chunk) {
    return new ChunkRef(
        chunk.getString("id"), chunk.getList("at", Integer.class), chunk.getLong("revision"));
  }

  private static Document intent(Intent intent) {
    return new Document("id", intent.id().toString())
        .append("writes", List.copyOf(intent.writes()))
        .append("deletes", List.copyOf(intent.deletes()));
  }

  private static Optional<Intent> intent(@Nullable Document intent) {
    return intent == null
        ? Optional.empty()
        : Optional.of(
            new Intent(
                UUID.fromString(intent.getString("id")),
                new HashSet<>(intent.getList("writes", String.class)),
                new HashSet<>(intent.getList("deletes", String.class))));
  }
}
