package io.palimpsest.local.vectors.log;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * A record in a file: length, checksum, lsn, kind, payload; big-endian. The length counts what
 * follows the checksum, and the checksum covers the same bytes.
 */
final class Frame {
  private static final int HEADER = Integer.BYTES + Integer.BYTES;
  private static final int FIXED = Long.BYTES + Integer.BYTES;

  private Frame() {}

  static ByteBuffer encode(LogRecord entry) {
    ByteBuffer frame = ByteBuffer.allocate(HEADER + FIXED + entry.payload().length);
    frame.position(HEADER);
    frame.putLong(entry.lsn()).putInt(entry.kind()).put(entry.payload());
    frame.putInt(0, frame.capacity() - HEADER);
    frame.putInt(Integer.BYTES, checksum(frame.array(), HEADER, frame.capacity() - HEADER));
    return frame.flip();
  }

  /** The record at the buffer's position, or null when what is there is torn or not a record. */
  static @Nullable LogRecord decode(ByteBuffer buffer) {
    if (buffer.remaining() < HEADER + FIXED) {
      return null;
    }
    int length = buffer.getInt();
    int expected = buffer.getInt();
    if (length < FIXED || length > buffer.remaining()) {
      return null;
    }
    ByteBuffer body = buffer.slice(buffer.position(), length);
    CRC32C crc = new CRC32C();
    crc.update(body.duplicate());
    if ((int) crc.getValue() != expected) {
      return null;
    }
    buffer.position(buffer.position() + length);
    long lsn = body.getLong();
    int kind = body.getInt();
    byte[] payload = new byte[body.remaining()];
    body.get(payload);
    return new LogRecord(lsn, kind, payload);
  }

  private static int checksum(byte[] bytes, int from, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, from, length);
    return (int) crc.getValue();
  }
}
