package io.palimpsest.ingest.store;

import io.palimpsest.event.ScopeType;
import io.palimpsest.ingest.entry.Embedding;
import io.palimpsest.ingest.entry.Head;
import io.palimpsest.ingest.entry.KeyUse;
import io.palimpsest.ingest.entry.Scope;
import io.palimpsest.ingest.entry.ScopePath;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BinaryOperator;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** Heads to documents and back. */
final class HeadDocuments {
  private final BinaryOperator<String> fingerprints;

  /**
   * @param fingerprints of a key and a fingerprint: the fingerprint as it is kept
   */
  HeadDocuments(BinaryOperator<String> fingerprints) {
    this.fingerprints = fingerprints;
  }

  String fingerprint(String key, String plain) {
    return fingerprints.apply(key, plain);
  }

  static Document toDocument(Head head) {
    Document document =
        new Document(Fields.ID, head.key())
            .append(Fields.UID, head.uid().toString())
            .append(Fields.PATH, head.path().scopes().stream().map(HeadDocuments::scope).toList())
            .append(Fields.VERSION, head.version())
            .append(Fields.REVISION, head.revision())
            .append(Fields.DELETED, head.deleted())
            .append(Fields.FINGERPRINT, head.fingerprint())
            .append(Fields.ANNOUNCED, head.announced())
            .append(Fields.CREATED_AT, Date.from(head.createdAt()))
            .append(Fields.CHANGED_AT, Date.from(head.changedAt()))
            .append(Fields.INBOX, inbox(head.inbox()))
            .append(Fields.KEY_USES, head.keyUses().stream().map(HeadDocuments::keyUse).toList())
            .append(Fields.EMBEDDING, embedding(head.embedding()));
    head.pending().ifPresent(p -> document.append(Fields.PENDING, PendingText.of(p)));
    return document;
  }

  Head fromDocument(Document document) {
    String key = document.getString(Fields.ID);
    return new Head(
        key,
        new ScopePath(
            document.getList(Fields.PATH, Document.class).stream()
                .map(HeadDocuments::scope)
                .toList()),
        number(document, Fields.VERSION),
        number(document, Fields.REVISION),
        document.getBoolean(Fields.DELETED, false),
        fingerprint(key, document.getString(Fields.FINGERPRINT)),
        number(document, Fields.ANNOUNCED),
        PendingText.parse(document.getString(Fields.PENDING)),
        document.getDate(Fields.CREATED_AT).toInstant(),
        document.getDate(Fields.CHANGED_AT).toInstant(),
        inbox(document.get(Fields.INBOX, Document.class)),
        document.getList(Fields.KEY_USES, Document.class, List.of()).stream()
            .map(use -> keyUse(key, use))
            .toList(),
        embedding(document.get(Fields.EMBEDDING, Document.class)));
  }

  /** Reads a whole number, whichever width the database gave it. */
  static long number(Document document, String field) {
    return document.get(field) instanceof Number number ? number.longValue() : 0;
  }

  private static Document scope(Scope scope) {
    return new Document(Fields.TYPE, scope.type().name())
        .append(Fields.PUBLIC_ID, scope.id())
        .append(Fields.UID, scope.uid().toString());
  }

  private static Scope scope(Document document) {
    return new Scope(
        ScopeType.valueOf(document.getString(Fields.TYPE)),
        document.getString(Fields.PUBLIC_ID),
        UUID.fromString(document.getString(Fields.UID)));
  }

  private static Document inbox(Map<Integer, Long> offsets) {
    Document document = new Document();
    offsets.forEach((partition, offset) -> document.append(partition.toString(), offset));
    return document;
  }

  private static Map<Integer, Long> inbox(@Nullable Document document) {
    Map<Integer, Long> offsets = new HashMap<>();
    if (document != null) {
      document.keySet().forEach(key -> offsets.put(Integer.valueOf(key), number(document, key)));
    }
    return offsets;
  }

  private static Document keyUse(KeyUse use) {
    return new Document(Fields.KEY, use.key())
        .append(Fields.REQUEST, use.request())
        .append(Fields.REVISION, use.revision())
        .append(Fields.CREATED, use.created());
  }

  private KeyUse keyUse(String key, Document document) {
    return new KeyUse(
        document.getString(Fields.KEY),
        fingerprint(key, document.getString(Fields.REQUEST)),
        number(document, Fields.REVISION),
        document.getBoolean(Fields.CREATED, false));
  }

  private static Document embedding(Embedding embedding) {
    Instant at = embedding.at();
    return new Document(Fields.PRESENT, embedding.present())
        .append(Fields.REVISION, embedding.revision())
        .append(Fields.EMBEDDED_REVISION, embedding.embeddedRevision())
        .append(Fields.AT, at == null ? null : Date.from(at))
        .append(Fields.PARKED_REASON, embedding.parkedReason());
  }

  private static Embedding embedding(@Nullable Document document) {
    if (document == null) {
      return Embedding.NONE;
    }
    Date at = document.getDate(Fields.AT);
    return new Embedding(
        document.getBoolean(Fields.PRESENT, false),
        number(document, Fields.REVISION),
        number(document, Fields.EMBEDDED_REVISION),
        at == null ? null : at.toInstant(),
        document.getString(Fields.PARKED_REASON));
  }
}
