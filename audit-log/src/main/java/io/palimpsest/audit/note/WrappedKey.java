package io.palimpsest.audit.note;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.Base64;

/**
 * A private key as somebody else's key encrypted it, with its public side in clear. Its text form
 * is a line {@code WRAPPED+KEY vkey master base64(encrypted)}. What is encrypted is the text form
 * of the private key, and its associated data is the vkey, which names the origin and the key's id:
 * it opens under no other name. Immutable.
 */
public final class WrappedKey {
  private static final String PREFIX = "WRAPPED+KEY ";
  private static final int PARTS = 3;

  private final VerifierKey verifier;
  private final String master;
  private final String encrypted;

  private WrappedKey(VerifierKey verifier, String master, String encrypted) {
    this.verifier = verifier;
    this.master = master;
    this.encrypted = encrypted;
  }

  /** Encrypts or decrypts, authenticating what the bytes belong to. */
  @FunctionalInterface
  public interface Crypt {
    /**
     * The other form of the bytes.
     *
     * @throws GeneralSecurityException when they are not what was encrypted, or not for this
     */
    byte[] apply(byte[] bytes, byte[] associated) throws GeneralSecurityException;
  }

  /**
   * Wraps a key.
   *
   * @param master name of what encrypts, without white space
   */
  public static WrappedKey of(NoteSigner.Generated key, String master, Crypt encrypt) {
    if (master.isBlank() || !master.equals(master.strip()) || master.contains(" ")) {
      throw new IllegalArgumentException("the name of what wraps a key has no spaces");
    }
    try {
      byte[] bytes = encrypt.apply(utf8(key.skey()), utf8(key.vkey().vkey()));
      return new WrappedKey(key.vkey(), master, Base64.getEncoder().encodeToString(bytes));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("wrapping a key failed", impossible);
    }
  }

  /** Whether a line looks like a wrapped key, and not like a plain one. */
  public static boolean isOne(String line) {
    return line.startsWith(PREFIX);
  }

  /**
   * Reads the text form.
   *
   * @throws MalformedNoteException when it is none; the message holds nothing of it
   */
  public static WrappedKey parse(String line) throws MalformedNoteException {
    String[] parts = isOne(line) ? line.substring(PREFIX.length()).split(" ", -1) : new String[0];
    if (parts.length != PARTS || parts[1].isEmpty()) {
      throw new MalformedNoteException("a wrapped key is WRAPPED+KEY vkey master key");
    }
    VerifierKey verifier = VerifierKey.parse(parts[0]);
    try {
      byte[] encrypted = Base64.getDecoder().decode(parts[2]);
      if (encrypted.length > 0 && Base64.getEncoder().encodeToString(encrypted).equals(parts[2])) {
        return new WrappedKey(verifier, parts[1], parts[2]);
      }
    } catch (IllegalArgumentException broken) {
      // As what is empty or could be written otherwise.
    }
    throw new MalformedNoteException("what is wrapped is no Base64");
  }

  /** The text form; no secret to whoever cannot have it decrypted. */
  public String text() {
    return PREFIX + verifier.vkey() + " " + master + " " + encrypted;
  }

  /** Its public side. */
  public VerifierKey verifier() {
    return verifier;
  }

  /** Name of what encrypted it. */
  public String master() {
    return master;
  }

  /**
   * The key, unwrapped.
   *
   * @throws GeneralSecurityException when this is not what the master key encrypted
   * @throws MalformedNoteException when what it encrypted is another key
   */
  public NoteSigner unwrapped(Crypt decrypt, InstantSource clock)
      throws GeneralSecurityException, MalformedNoteException {
    byte[] bytes = decrypt.apply(Base64.getDecoder().decode(encrypted), utf8(verifier.vkey()));
    NoteSigner signer = NoteSigner.parse(new String(bytes, StandardCharsets.UTF_8), clock);
    if (!signer.verifier().equals(verifier)) {
      throw new MalformedNoteException("the wrapped key is not that of " + verifier.vkey());
    }
    return signer;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return verifier.vkey();
  }
}
