package io.palimpsest.audit.log;

import io.palimpsest.audit.note.MalformedNoteException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Entries as a tiled log serves them: each behind its length, two bytes, big-endian. */
public final class EntryBundle {
  /** A longer entry fits into no bundle. */
  public static final int LONGEST_ENTRY = 0xFFFF;

  private EntryBundle() {}

  /** The bytes of a bundle with entries in order, 256 at most. */
  public static byte[] of(List<byte[]> entries) {
    ByteArrayOutputStream bundle = new ByteArrayOutputStream();
    for (byte[] entry : entries) {
      if (entry.length > LONGEST_ENTRY) {
        throw new IllegalArgumentException("an entry has at most " + LONGEST_ENTRY + " bytes");
      }
      bundle.write(entry.length >>> Byte.SIZE);
      bundle.write(entry.length);
      bundle.writeBytes(entry);
    }
    return bundle.toByteArray();
  }

  /**
   * The entries of a bundle, in order.
   *
   * @throws MalformedNoteException when the bytes end within an entry
   */
  public static List<byte[]> entries(byte[] bundle) throws MalformedNoteException {
    ByteBuffer left = ByteBuffer.wrap(bundle);
    List<byte[]> entries = new ArrayList<>();
    while (left.hasRemaining()) {
      if (left.remaining() < Short.BYTES) {
        throw new MalformedNoteException("the bundle ends within a length");
      }
      byte[] entry = new byte[Short.toUnsignedInt(left.getShort())];
      if (left.remaining() < entry.length) {
        throw new MalformedNoteException("the bundle ends within entry " + entries.size());
      }
      left.get(entry);
      entries.add(entry);
    }
    return entries;
  }
}
