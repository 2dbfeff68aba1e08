package io.palimpsest.audit.note;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;

/**
 * One signature line of a note.
 *
 * @param name of the key
 * @param keyId id of the key
 * @param bytes what the key made, in the form of its type
 */
public record NoteSignature(String name, int keyId, byte[] bytes) {
  static final String DASH = "\u2014 ";
  private static final int ID_LENGTH = 4;

  /** Copies the bytes. */
  public NoteSignature {
    KeyName.valid(name);
    bytes = bytes.clone();
  }

  /**
   * Reads a line, without its line feed.
   *
   * @throws MalformedNoteException when it is no signature line
   */
  public static NoteSignature parse(String line) throws MalformedNoteException {
    int gap = line.lastIndexOf(' ');
    if (!line.startsWith(DASH) || gap < DASH.length()) {
      throw new MalformedNoteException("a signature line is a dash, a name and a signature");
    }
    String name = line.substring(DASH.length(), gap);
    try {
      ByteBuffer signed = ByteBuffer.wrap(Base64.getDecoder().decode(line.substring(gap + 1)));
      if (signed.remaining() <= ID_LENGTH) {
        throw new MalformedNoteException("a signature has an id and bytes");
      }
      int id = signed.getInt();
      byte[] bytes = new byte[signed.remaining()];
      signed.get(bytes);
      NoteSignature read = new NoteSignature(name, id, bytes);
      if (!read.line().equals(line)) {
        throw new MalformedNoteException("a signature is not in the one form of Base64");
      }
      return read;
    } catch (IllegalArgumentException broken) {
      throw new MalformedNoteException("signature line: " + broken.getMessage());
    }
  }

  @Override
  public byte[] bytes() {
    return bytes.clone();
  }

  /** The line, without its line feed. */
  public String line() {
    byte[] signed = ByteBuffer.allocate(ID_LENGTH + bytes.length).putInt(keyId).put(bytes).array();
    return DASH + name + " " + Base64.getEncoder().encodeToString(signed);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NoteSignature that
        && keyId == that.keyId
        && name.equals(that.name)
        && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return 31 * name.hashCode() + Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return line();
  }
}
