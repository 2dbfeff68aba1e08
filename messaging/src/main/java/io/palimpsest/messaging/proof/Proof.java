package io.palimpsest.messaging.proof;

import java.util.Arrays;

/** What a reader may believe about the author of a record. */
public sealed interface Proof {
  /**
   * The record, with this topic, key and value, was signed by an author whom the topic admits.
   *
   * @param author name of the author
   */
  record Proven(String author) implements Proof {}

  /**
   * The record demands a signature and carries none that holds: it must not be obeyed.
   *
   * @param reason why not
   */
  record Unproven(Reason reason) implements Proof {}

  /**
   * The topic's records carry no signature: they are proven by other means, which the reader of the
   * topic applies, or need no proof.
   */
  record NotAsked() implements Proof {}

  /** Why a record is not proven. */
  enum Reason {
    /** It carries no proof. */
    MISSING("proof.missing"),
    /** What it carries is no proof of a known form. */
    MALFORMED("proof.malformed"),
    /** It names an author whose word does not count on this topic. */
    AUTHOR("proof.author"),
    /** The author has no such key. */
    KEY("proof.key"),
    /** The key was retired before the record was appended. */
    RETIRED("proof.retired"),
    /** The signature is not one of the named key over this topic, key and value. */
    SIGNATURE("proof.signature"),
    /** The topic stands in no catalogue. */
    TOPIC("proof.topic"),
    /** Its author is known, but what it says about itself is another's. */
    FOREIGN("proof.foreign");

    private final String code;

    Reason(String code) {
      this.code = code;
    }

    /** Whether a code says that a record is not proven. */
    public static boolean isCode(String code) {
      return Arrays.stream(values()).anyMatch(reason -> reason.code.equals(code));
    }

    /** The reason as parked records, metrics and logs name it. */
    public String code() {
      return code;
    }
  }
}
