package io.palimpsest.topic;

import java.util.Set;

/**
 * How a record of a topic proves who wrote it. A consumer cannot see who wrote a record, so
 * whatever makes something happen carries a proof that its reader checks before it believes the
 * record.
 */
public sealed interface Authorship {
  /** Name under which ingest-service signs. */
  String INGEST = "ingest";

  /** Name under which reembed-service signs. */
  String REEMBED = "reembed";

  /** Name under which erasure-service signs. */
  String ERASURE = "erasure";

  /** How long the keys of a topic's authors verify. */
  enum Keys {
    /** A key verifies what was appended before it was retired. */
    UNTIL_RETIRED,
    /**
     * A key verifies for ever: a record that counted once must never stop to count, whatever became
     * of its key.
     */
    FOR_EVER
  }

  /** Anybody may write; the token in the record's header says who it was and what he may. */
  record Token() implements Authorship {}

  /**
   * Each record is signed by one of these authors.
   *
   * @param values authors of records with a value
   * @param tombstones authors of records without one; empty where there must not be any
   * @param keys how long their keys verify
   */
  record Signed(Set<String> values, Set<String> tombstones, Keys keys) implements Authorship {
    /** Copies the sets. */
    public Signed {
      values = Set.copyOf(values);
      tombstones = Set.copyOf(tombstones);
    }

    /** Signed by one author, who alone may write a tombstone, too. */
    public static Signed by(String author) {
      return new Signed(Set.of(author), Set.of(author), Keys.UNTIL_RETIRED);
    }
  }

  /**
   * Each record is signed by an author whom the reader's own configuration knows by name; the
   * reader compares the name with what the record claims.
   */
  record Named() implements Authorship {}

  /**
   * No proof is asked for.
   *
   * @param reason why: what stands in its place, or that nothing acts on the records
   */
  record Open(String reason) implements Authorship {}
}
