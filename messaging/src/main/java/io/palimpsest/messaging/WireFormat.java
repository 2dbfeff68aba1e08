package io.palimpsest.messaging;

import java.nio.ByteBuffer;

/** One zero byte, four bytes of schema id, the payload. */
final class WireFormat {
  static final byte MAGIC = 0;
  static final int HEADER = 1 + Integer.BYTES;

  private WireFormat() {}

  static byte[] frame(int schemaId, byte[] payload) {
    return ByteBuffer.allocate(HEADER + payload.length)
        .put(MAGIC)
        .putInt(schemaId)
        .put(payload)
        .array();
  }

  static int schemaId(byte[] framed) {
    return ByteBuffer.wrap(framed).getInt(1);
  }
}
