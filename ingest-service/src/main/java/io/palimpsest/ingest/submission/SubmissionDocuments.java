package io.palimpsest.ingest.submission;

import io.palimpsest.ingest.entry.Refusal;
import io.palimpsest.ingest.submission.ParkedSubmission.Claim;
import io.palimpsest.ingest.submission.ParkedSubmission.Place;
import io.palimpsest.ingest.vault.Vault;
import io.palimpsest.topic.Topic;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.bson.Document;
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
  private static final String PARKED_AT = "parked_at";

  private SubmissionDocuments() {}

  static Document toDocument(ParkedSubmission submission, Vault.Sealer sealer) {
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
            .append(PARKED_AT, Date.from(submission.parkedAt()));
    sealer
        .seal(keyUid(submission.id()), PAYLOAD, submission.payload())
        .ifPresentOrElse(
            bytes -> document.append(SEALED, new Binary(bytes)),
            () -> document.append(PAYLOAD, new Binary(submission.payload())));
    Claim claim = submission.claim();
    return claim == null
        ? document
        : document
            .append(TENANT, claim.tenant())
            .append(PARENT, claim.parent())
            .append(ENTITY, claim.entity());
  }

  /** Uid of the key of a submission; by its version no uid of an entity is one. */
  static UUID keyUid(UUID submission) {
    return UUID.nameUUIDFromBytes(("submission/" + submission).getBytes(StandardCharsets.UTF_8));
  }

  /** Whether the payload is sealed. */
  static boolean isSealed(Document document) {
    return document.get(SEALED) != null;
  }

  static UUID id(Document document) {
    return UUID.fromString(document.getString(ID));
  }

  /** The submission, or empty once the key of its payload was destroyed. */
  static Optional<ParkedSubmission> fromDocument(Document document, Vault.Opener opener) {
    return payload(document, opener).map(payload -> withPayload(document, payload));
  }

  private static Optional<byte[]> payload(Document document, Vault.Opener opener) {
    return isSealed(document)
        ? opener.open(keyUid(id(document)), PAYLOAD, document.get(SEALED, Binary.class).getData())
        : Optional.of(document.get(PAYLOAD, Binary.class).getData());
  }

  private static ParkedSubmission withPayload(Document document, byte[] payload) {
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
        document.getDate(PARKED_AT).toInstant());
  }

  private static @Nullable Claim claim(Document document) {
    String tenant = document.getString(TENANT);
    return tenant == null
        ? null
        : new Claim(tenant, document.getString(PARENT), document.getString(ENTITY));
  }
}
