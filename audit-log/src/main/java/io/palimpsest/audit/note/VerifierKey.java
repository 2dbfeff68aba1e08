package io.palimpsest.audit.note;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * A public key that signs notes, with the name that it signs under. Its text form is the vkey of
 * c2sp.org/signed-note: {@code name+id+base64(type || key)}. Immutable.
 */
public final class VerifierKey {
  private static final int TIME_LENGTH = 8;

  private final String name;
  private final SignatureType type;
  private final byte[] raw;
  private final int id;
  private final PublicKey key;

  private VerifierKey(String name, SignatureType type, byte[] raw) {
    this.name = KeyName.valid(name);
    this.type = type;
    this.raw = raw.clone();
    this.id = KeyName.id(name, type, raw);
    this.key = Ed25519.publicKey(raw);
  }

  /**
   * A key under a name.
   *
   * @throws IllegalArgumentException when it is no Ed25519 key or the name no key's name
   */
  public static VerifierKey of(String name, SignatureType type, PublicKey key) {
    return new VerifierKey(name, type, Ed25519.raw(key));
  }

  /**
   * Reads a vkey.
   *
   * @throws MalformedNoteException when it is none, or its id is not that of name and key
   */
  public static VerifierKey parse(String vkey) throws MalformedNoteException {
    String[] parts = vkey.split("\\+", 3);
    if (parts.length != 3) {
      throw new MalformedNoteException("a vkey is name+id+key");
    }
    try {
      byte[] typed = Base64.getDecoder().decode(parts[2]);
      SignatureType type =
          SignatureType.of(typed.length == 0 ? 0 : typed[0])
              .orElseThrow(() -> new MalformedNoteException("type of the vkey is not known"));
      VerifierKey read =
          new VerifierKey(parts[0], type, Arrays.copyOfRange(typed, 1, typed.length));
      if (!read.vkey().equals(vkey)) {
        throw new MalformedNoteException("id of the vkey is not that of its name and key");
      }
      return read;
    } catch (IllegalArgumentException broken) {
      throw new MalformedNoteException("vkey: " + broken.getMessage());
    }
  }

  /** The name that it signs under. */
  public String name() {
    return name;
  }

  /** How it signs. */
  public SignatureType type() {
    return type;
  }

  /** Its text form. */
  public String vkey() {
    byte[] typed = new byte[1 + raw.length];
    typed[0] = type.code();
    System.arraycopy(raw, 0, typed, 1, raw.length);
    return name
        + "+"
        + HexFormat.of().toHexDigits(id)
        + "+"
        + Base64.getEncoder().encodeToString(typed);
  }

  /** Whether both wrap one public key, whatever their names and types. */
  public boolean isSameKey(VerifierKey other) {
    return Arrays.equals(raw, other.raw);
  }

  /** Whether the signature says that this key made it; nothing shows that before it is verified. */
  public boolean isNamedBy(NoteSignature signature) {
    return signature.name().equals(name) && signature.keyId() == id;
  }

  int id() {
    return id;
  }

  /** Whether the signature is this key's over the text. */
  boolean verifies(String text, NoteSignature signature) {
    byte[] signed = signature.bytes();
    return switch (type) {
      case ED25519 ->
          signed.length == Ed25519.SIGNATURE_LENGTH
              && Ed25519.verifies(key, text.getBytes(StandardCharsets.UTF_8), signed);
      case COSIGNATURE ->
          signed.length == TIME_LENGTH + Ed25519.SIGNATURE_LENGTH
              && verifies(text, ByteBuffer.wrap(signed).getLong(), signed);
    };
  }

  private boolean verifies(String text, long seconds, byte[] signed) {
    return seconds >= 0
        && Ed25519.verifies(
            key, cosigned(seconds, text), Arrays.copyOfRange(signed, TIME_LENGTH, signed.length));
  }

  /** What a witness signs (c2sp.org/tlog-cosignature, Ed25519 signed message). */
  static byte[] cosigned(long seconds, String text) {
    return ("cosignature/v1\ntime " + seconds + "\n" + text).getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof VerifierKey that && vkey().equals(that.vkey());
  }

  @Override
  public int hashCode() {
    return id;
  }

  @Override
  public String toString() {
    return vkey();
  }
}
