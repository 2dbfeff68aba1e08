package io.palimpsest.erasure.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Something that a confirmed erasure leaves for a while, although nothing of it can be read or
 * found.
 *
 * @param what code
 * @param until when it is gone at the latest, as it was known at the confirmation
 * @param check how it is shown to be gone
 * @param lookAt when it is looked for next, not before {@code until}
 * @param goneAt when it was checked to be gone, null until then
 */
public record Residual(
    String what, Instant until, Check check, Instant lookAt, @Nullable Instant goneAt) {
  /** One that nobody has looked for yet. */
  public static Residual open(String what, Instant until, Check check) {
    return new Residual(what, until, check, until, null);
  }

  /** Whether it was not checked to be gone yet. */
  public boolean open() {
    return goneAt == null;
  }

  /** Whether it is time to look for it. */
  public boolean due(Instant now) {
    return open() && !lookAt.isAfter(now);
  }

  public Residual gone(Instant now) {
    return new Residual(what, until, check, lookAt, now);
  }

  public Residual stillThere(Instant now, Duration again) {
    return new Residual(what, until, check, now.plus(again), null);
  }

  /** How it is shown that something is gone. */
  public enum Check {
    /** The change topics are read: no record of the scope but tombstones. */
    TOPIC_READ,
    /** The topics' oldest records are younger than the confirmation. */
    TOPIC_AGE,
    /** The journal says that the export was destroyed. */
    JOURNAL,
    /** Its owner cannot be asked: the configured bound has passed. */
    BOUND
  }

  /** What an erasure of ours leaves. */
  public enum Kind {
    /** Records on compacted topics that a tombstone covers. */
    TOPIC_SEGMENT(Check.TOPIC_READ),
    /** Submissions on the inbox topics, which only age removes. */
    INBOX(Check.TOPIC_AGE),
    /** Demands on the topic of requests. */
    ERASURE_REQUESTS(Check.TOPIC_AGE),
    /** Tasks that named ids and namespaces. */
    ERASURE_WORK(Check.TOPIC_AGE),
    /** Vectors that the vendor keeps after their deletion. */
    VENDOR_SOFT_DELETE(Check.BOUND),
    /** Backups of documents and vectors. */
    BACKUP(Check.BOUND),
    /** Backups of keys. */
    KEY_BACKUP(Check.BOUND),
    /** Plans of dry runs that were made while the erasure ran. */
    PREVIEW(Check.BOUND),
    /** The names that the looks after the end need, sealed in the request. */
    INVENTORY(Check.BOUND),
    /** The export that the request itself asked for. */
    EXPORT_BUNDLE(Check.JOURNAL);

    private final Check check;

    Kind(Check check) {
      this.check = check;
    }

    /** How it is shown to be gone. */
    public Check check() {
      return check;
    }

    /** Its code in receipts, views and settings. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
