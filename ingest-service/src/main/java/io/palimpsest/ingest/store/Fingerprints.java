package io.palimpsest.ingest.store;

import io.palimpsest.ingest.vault.KeyedDigest;

/**
 * Fingerprints of sealed states as they are kept: under a key, and bound to their entry. So a copy
 * of the database tells neither what a state was, by trying, nor which entries say the same.
 */
public final class Fingerprints {
  private static final String PURPOSE = "state";
  private static final String KEYED = "k:";

  private final KeyedDigest digest;

  /**
   * @param digest keyed by this installation
   */
  public Fingerprints(KeyedDigest digest) {
    this.digest = digest;
  }

  /** The fingerprint as it is kept; one that is kept so already, and an empty one, stay. */
  String keyed(String key, String fingerprint) {
    return fingerprint.isEmpty() || fingerprint.startsWith(KEYED)
        ? fingerprint
        : KEYED + digest.hex(PURPOSE, key + "/" + fingerprint);
  }
}
