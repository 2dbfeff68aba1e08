package io.palimpsest.ingest.migration.backup;

import io.palimpsest.ingest.vault.Sha256;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * A digest of many things in whatever order they come: the sum of their SHA-256 modulo 2^256, and
 * their number. Equal sets of distinct things have equal digests. For one thread.
 */
public final class SetDigest {
  private static final BigInteger MODULUS = BigInteger.ONE.shiftLeft(256);
  private static final int BYTES = 32;

  private BigInteger sum = BigInteger.ZERO;
  private long count;

  /** Adds a thing. */
  public void add(byte[] thing) {
    sum = sum.add(new BigInteger(1, Sha256.digest().digest(thing))).mod(MODULUS);
    count++;
  }

  /** Adds a text. */
  public void add(String thing) {
    add(thing.getBytes(StandardCharsets.UTF_8));
  }

  /** How many there were. */
  public long count() {
    return count;
  }

  /** The digest: number, colon, 64 hex digits. */
  public String hex() {
    byte[] number = sum.toByteArray();
    byte[] padded = new byte[BYTES];
    int length = Math.min(BYTES, number.length);
    System.arraycopy(number, number.length - length, padded, BYTES - length, length);
    return count + ":" + HexFormat.of().formatHex(padded);
  }
}
