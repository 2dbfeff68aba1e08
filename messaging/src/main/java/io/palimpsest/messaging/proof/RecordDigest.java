package io.palimpsest.messaging.proof;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/**
 * What is signed. A record's digest is SHA-256 over: 0x00; "palimpsest.record.v1"; 0x00; topic;
 * key; value. Each of the three is one byte, 1 when it is there and 0 when it is not, and when it
 * is, its length in four bytes and its bytes: so no two records have the same form, and a tombstone
 * is none with an empty value. An inner node is SHA-256 over 0x01 and its two children. The
 * signature is over "palimpsest.proof.v1"; 0x00; the author's name as above; the root.
 */
final class RecordDigest {
  static final int LENGTH = 32;

  private static final byte LEAF = 0;
  private static final byte NODE = 1;
  private static final byte[] RECORD = domain("palimpsest.record.v1");
  private static final byte[] PROOF = domain("palimpsest.proof.v1");

  private RecordDigest() {}

  static byte[] leaf(String topic, byte @Nullable [] key, byte @Nullable [] value) {
    MessageDigest digest = sha256();
    digest.update(LEAF);
    digest.update(RECORD);
    part(digest, topic.getBytes(StandardCharsets.UTF_8));
    part(digest, key);
    part(digest, value);
    return digest.digest();
  }

  static byte[] node(byte[] left, byte[] right) {
    MessageDigest digest = sha256();
    digest.update(NODE);
    digest.update(left);
    digest.update(right);
    return digest.digest();
  }

  static byte[] signed(String author, byte[] root) {
    byte[] name = author.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(PROOF.length + 1 + Integer.BYTES + name.length + root.length)
        .put(PROOF)
        .put((byte) 1)
        .putInt(name.length)
        .put(name)
        .put(root)
        .array();
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }

  private static void part(MessageDigest digest, byte @Nullable [] part) {
    if (part == null) {
      digest.update((byte) 0);
      return;
    }
    digest.update((byte) 1);
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(part.length).flip());
    digest.update(part);
  }

  private static byte[] domain(String name) {
    return (name + '\0').getBytes(StandardCharsets.US_ASCII);
  }
}
