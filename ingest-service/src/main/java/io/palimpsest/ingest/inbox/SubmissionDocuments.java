package io.palimpsest.ingest.inbox;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import io.palimpsest.ingest.entry.Refusal;
import io.palimpsest.ingest.entry.Seen;
import io.palimpsest.ingest.inbox.ParkedSubmission.Claim;
import io.palimpsest.ingest.inbox.ParkedSubmission.Place;
import io.palimpsest.ingest.vault.Vault;
import io.palimpsest.topic.Topic;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;

/** Parked submissions to documents and back. */
final class SubmissionDocuments {
  static final String ID = "_id";
  static final String TOPIC = "topic";
  static final String TENANT = "tenant";
  static final String PARENT = "parent";
  static final String ENTITY = "entity";
  static final String UIDS = "uids";
  static final String EXPIRES_AT = "expires_at";

  private static final String PARTITION = "partition";
  private static final String OFFSET = "offset";
  private static final String KEY = "key";
  private static final String STATUS = "status";
  private static final String CODE = "code";
  private static final String DETAIL = "detail";
  private static final String FIELD = "field";
  private static final String RULE = "rule";
  private static final String PAYLOAD = "payload";
  private static final String SEALED = "sealed";
  static final String PARKED_AT = "parked_at";
  static final String KEY_UID = "sealed_under";
  private static final String SEEN_UID = "seen_uid";
  private static final String SEEN_REVISION = "seen_revision";

  /** One that was given up leaves a mark, which has no content and no date. */
  static final Bson PARKED = Filters.exists(PARKED_AT);

  private static final List<String> CONTENT =
      List.of(
          TOPIC,
          PARTITION,
          OFFSET,
          KEY,
          STATUS,
          CODE,
          DETAIL,
          FIELD,
          RULE,
          UIDS,
          TENANT,
          PARENT,
          ENTITY,
          PAYLOAD,
          SEALED,
          KEY_UID,
          SEEN_UID,
          SEEN_REVISION,
          PARKED_AT,
          EXPIRES_AT);

  private SubmissionDocuments() {}

  /** Takes all away but the id. */
  static Bson clear() {
    return Updates.combine(CONTENT.stream().map(Updates::unset).toList());
  }

  /**
   * @param key uid of the key that this parking has to itself
   */
  static Document toDocument(ParkedSubmission submission, UUID key, Vault.Sealer sealer) {
    Place place = submission.place();
    Refusal refusal = submission.refusal();
    Document document =
        new Document(ID, submission.id().toString())
            .append(TOPIC, place.topic().name())
            .append(PARTITION, place.partition())
            .append(OFFSET, place.offset())
            .append(KEY, place.key())
            .append(STATUS, refusal.status())
            .append(CODE, refusal.code())
            .append(DETAIL, refusal.detail())
            .append(FIELD, refusal.field())
            .append(RULE, refusal.rule())
            .append(UIDS, submission.uids().stream().map(UUID::toString).toList())
            .append(PARKED_AT, Date.from(submission.parkedAt()))
            .append(SEEN_REVISION, submission.seen().revision());
    UUID entity = submission.seen().uid();
    if (entity != null) {
      document.append(SEEN_UID, entity.toString());
    }
    byte[] payload = submission.payload().orElseThrow();
    sealer
        .seal(key, PAYLOAD, payload)
        .ifPresentOrElse(
            bytes -> document.append(SEALED, new Binary(bytes)).append(KEY_UID, key.toString()),
            () -> document.append(PAYLOAD, new Binary(payload)));
    Claim claim = submission.claim();
    return claim == null
        ? document
        : document
            .append(TENANT, claim.tenant())
            .append(PARENT, claim.parent())
            .append(ENTITY, claim.entity());
  }

  /** Uid of the key that the payload is sealed under; what was parked first had one of its id. */
  static UUID keyUid(Document document) {
    String uid = document.getString(KEY_UID);
    return uid == null
        ? UUID.nameUUIDFromBytes(("submission/" + id(document)).getBytes(StandardCharsets.UTF_8))
        : UUID.fromString(uid);
  }

  /** How far the entity was; nothing is known of what was parked before that was kept. */
  static Seen seen(Document document) {
    String uid = document.getString(SEEN_UID);
    return uid == null
        ? Seen.NOTHING
        : new Seen(UUID.fromString(uid), document.get(SEEN_REVISION, Number.class).longValue());
  }

  /** Whether both are of the same record: the first of them tells the order of its arrival. */
  static boolean samePlace(Document document, Place place) {
    return place.topic().name().equals(document.getString(TOPIC))
        && place.partition() == document.getInteger(PARTITION)
        && place.offset() == document.get(OFFSET, Number.class).longValue();
  }

  /** Whether the payload is sealed. */
  static boolean isSealed(Document document) {
    return document.get(SEALED) != null;
  }

  static UUID id(Document document) {
    return UUID.fromString(document.getString(ID));
  }

  /** The payload, or empty once its key was destroyed. */
  static Optional<byte[]> payload(Document document, Vault.Opener opener) {
    return isSealed(document)
        ? opener.open(keyUid(document), PAYLOAD, document.get(SEALED, Binary.class).getData())
        : Optional.of(document.get(PAYLOAD, Binary.class).getData());
  }

  static ParkedSubmission fromDocument(Document document, Optional<byte[]> payload) {
    return new ParkedSubmission(
        id(document),
        new Place(
            Topic.valueOf(document.getString(TOPIC)),
            document.getInteger(PARTITION),
            document.get(OFFSET, Number.class).longValue(),
            document.getString(KEY)),
        new Refusal(
            document.getInteger(STATUS),
            document.getString(CODE),
            document.getString(DETAIL),
            document.getString(FIELD),
            document.getString(RULE)),
        claim(document),
        document.getList(UIDS, String.class, List.of()).stream().map(UUID::fromString).toList(),
        payload,
        seen(document),
        document.getDate(PARKED_AT).toInstant());
  }

  private static @Nullable Claim claim(Document document) {
    String tenant = document.getString(TENANT);
    return tenant == null
        ? null
        : new Claim(tenant, document.getString(PARENT), document.getString(ENTITY));
  }
}
