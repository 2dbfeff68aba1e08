package io.palimpsest.ingest.app;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is particular to ingest. */
@ConfigMapping(prefix = "palimpsest.ingest")
public interface IngestConfig {
  /** Changes and their announcements. */
  Outbox outbox();

  /** Bulk submissions. */
  Bulk bulk();

  /** Sealing of content. */
  Sealing sealing();

  /**
   * Key of the digests that outlive an erasure: of slugs and of erased scopes. At least 16
   * characters; it never changes.
   */
  String digestKey();

  /**
   * Deletion platforms that name people by a hash of what is registered as their external
   * reference, and the algorithm of each: over the text without spaces around it, in lower case.
   * References that are registered from then on can be found by it.
   */
  Map<String, String> platforms();

  /** How long a refused submission stays parked. */
  @WithDefault("14d")
  Duration parkedFor();

  /** Changes and their announcements. */
  interface Outbox {
    /**
     * How long an announcement belongs to the instance that began it; above the fence's deadline,
     * the delivery timeout and the landing bound together.
     */
    @WithDefault("20s")
    Duration lease();

    /** Pause between two looks for announcements that were left over. */
    @WithDefault("2s")
    Duration relayEvery();

    /** How long a change waits for another writer or for a lease before it is refused. */
    @WithDefault("10s")
    Duration patience();

    /** Threads that announce. */
    @WithDefault("8")
    int threads();
  }

  /** Bulk submissions. */
  interface Bulk {
    /** Most lines that are written together. */
    @WithDefault("500")
    int batchLines();

    /** Most bytes of lines that are written together. */
    @WithDefault("4194304")
    int batchBytes();

    /** Longest line, in bytes. */
    @WithDefault("16777216")
    int longestLine();
  }

  /** Sealing of content. */
  interface Sealing {
    /**
     * Whether content is sealed from now on. What was sealed before is opened in either case; off,
     * erased content stays readable in topics until compaction and retention remove it.
     */
    @WithDefault("true")
    boolean enabled();

    /**
     * Master keys in a KMS, by URI, such as {@code
     * aws-kms://arn:aws:kms:eu-central-1:111122223333:key/ID}: the first wraps, all unwrap. A file
     * of master keys beside them unwraps what it wrapped before.
     */
    Optional<List<String>> masterKeys();

    /**
     * File of the master key, a Tink keyset in JSON; needed where sealing is enabled and no KMS has
     * the master key.
     */
    Optional<Path> masterKeyFile();

    /**
     * Whether a missing master key is made at the first start, before there is any key that it
     * would have to unwrap. For one instance alone: several would each make another one.
     */
    @WithDefault("false")
    boolean createMasterKey();

    /** How long after the start what was stored plain is sealed. */
    @WithDefault("1m")
    Duration sealPlainAfter();

    /** Most keys of entities that are held in memory, each for a minute. */
    @WithDefault("20000")
    long heldKeys();
  }
}
