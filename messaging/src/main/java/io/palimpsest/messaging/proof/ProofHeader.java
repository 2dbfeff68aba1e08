package io.palimpsest.messaging.proof;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The header of a signed record, in bytes: version 1; length of the author's name and the name in
 * UTF-8; 8 bytes of key id; 64 bytes of signature; number of steps; 4 bytes whose bit i says that
 * the sibling of step i stands on the left; 32 bytes of sibling per step.
 *
 * @param author who signed
 * @param keyId which of the author's keys
 * @param signature Ed25519 over the root
 * @param path from the record to the root
 */
record ProofHeader(String author, KeyId keyId, byte[] signature, BatchTree.Path path) {
  static final byte VERSION = 1;
  static final int SIGNATURE = 64;
  private static final int LONGEST_NAME = 64;

  byte[] bytes() {
    byte[] name = author.getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes =
        ByteBuffer.allocate(
            2
                + name.length
                + KeyId.LENGTH
                + SIGNATURE
                + 1
                + Integer.BYTES
                + path.siblings().size() * RecordDigest.LENGTH);
    bytes.put(VERSION).put((byte) name.length).put(name).put(keyId.bytes()).put(signature);
    bytes.put((byte) path.siblings().size()).putInt(path.left());
    path.siblings().forEach(bytes::put);
    return bytes.array();
  }

  /** The header that the bytes are, or empty when they are none. */
  static Optional<ProofHeader> parse(byte[] header) {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(header);
      if (bytes.get() != VERSION) {
        return Optional.empty();
      }
      int length = bytes.get();
      if (length < 1 || length > LONGEST_NAME) {
        return Optional.empty();
      }
      String author = new String(take(bytes, length), StandardCharsets.UTF_8);
      KeyId keyId = new KeyId(take(bytes, KeyId.LENGTH));
      byte[] signature = take(bytes, SIGNATURE);
      int steps = bytes.get();
      int left = bytes.getInt();
      if (steps < 0 || steps > BatchTree.DEEPEST) {
        return Optional.empty();
      }
      List<byte[]> siblings = new ArrayList<>();
      for (int step = 0; step < steps; step++) {
        siblings.add(take(bytes, RecordDigest.LENGTH));
      }
      return bytes.hasRemaining()
          ? Optional.empty()
          : Optional.of(
              new ProofHeader(author, keyId, signature, new BatchTree.Path(left, siblings)));
    } catch (BufferUnderflowException tooShort) {
      return Optional.empty();
    }
  }

  private static byte[] take(ByteBuffer bytes, int length) {
    byte[] taken = new byte[length];
    bytes.get(taken);
    return taken;
  }
}
