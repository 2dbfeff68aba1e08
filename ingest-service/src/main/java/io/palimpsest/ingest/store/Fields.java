package io.palimpsest.ingest.store;

/** Names of the fields of an entry's document. */
final class Fields {
  static final String ID = "_id";
  static final String UID = "uid";
  static final String PATH = "path";
  static final String PATH_UID = "path.uid";
  static final String TYPE = "type";
  static final String PUBLIC_ID = "id";
  static final String VERSION = "version";
  static final String REVISION = "revision";
  static final String DELETED = "deleted";

  /** Somebody is about to close the entry; every other write of the document ends that. */
  static final String CLOSING = "closing";

  static final String FINGERPRINT = "fingerprint";
  static final String ANNOUNCED = "announced";
  static final String PENDING = "pending";
  static final String CREATED_AT = "created_at";
  static final String CHANGED_AT = "changed_at";
  static final String INBOX = "inbox";
  static final String KEY_USES = "idempotency";
  static final String KEY = "key";
  static final String REQUEST = "request";
  static final String CREATED = "created";
  static final String EMBEDDING = "embedding";
  static final String PRESENT = "present";
  static final String EMBEDDED = "embedding.present";
  static final String EMBEDDED_REVISION = "embedded_revision";
  static final String AT = "at";
  static final String PARKED_REASON = "parked_reason";
  static final String STATE = "state";

  /** Within the state: all of it, sealed. */
  static final String SEALED = "sealed";

  static final String STATE_SEALED = STATE + "." + SEALED;

  /** Random per write attempt: tells whose compare-and-set won when several were in one bulk. */
  static final String WRITE = "write";

  private Fields() {}
}
