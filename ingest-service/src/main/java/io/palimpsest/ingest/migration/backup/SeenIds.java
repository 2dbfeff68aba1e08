package io.palimpsest.ingest.migration.backup;

import java.nio.ByteBuffer;
import java.security.MessageDigest;

/**
 * Ids that were seen, by 64 bits of their SHA-256: 16 bytes of memory each at most, so that a
 * million of them need 16 MiB. That two different ids of a million share them has a chance of 1 in
 * 10^7; the backup would be refused then, and nothing be lost. For one thread.
 */
final class SeenIds {
  private static final int FIRST = 1 << 10;

  private final MessageDigest digest = io.palimpsest.ingest.vault.Sha256.digest();
  private long[] slots = new long[FIRST];
  private int size;

  /** Adds an id; false when it was there. */
  boolean add(byte[] id) {
    long key = ByteBuffer.wrap(digest.digest(id)).getLong();
    if (!put(slots, key == 0 ? 1 : key)) {
      return false;
    }
    size++;
    if (size * 2L > slots.length) {
      grow();
    }
    return true;
  }

  private void grow() {
    long[] wider = new long[slots.length * 2];
    for (long key : slots) {
      if (key != 0) {
        put(wider, key);
      }
    }
    slots = wider;
  }

  private static boolean put(long[] into, long key) {
    int at = (int) key & (into.length - 1);
    while (into[at] != 0) {
      if (into[at] == key) {
        return false;
      }
      at = (at + 1) & (into.length - 1);
    }
    into[at] = key;
    return true;
  }
}
