package io.palimpsest.audit.note;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * A private key that signs notes under a name. Ed25519 is deterministic: the same text gives the
 * same signature, but for the time in a cosignature. Thread-safe.
 */
public final class NoteSigner implements TextSigner {
  private static final String PREFIX = "PRIVATE+KEY+";

  private final VerifierKey verifier;
  private final SignatureType type;
  private final PrivateKey key;
  private final InstantSource clock;

  private NoteSigner(
      VerifierKey verifier, SignatureType type, PrivateKey key, InstantSource clock) {
    this.verifier = verifier;
    this.type = type;
    this.key = key;
    this.clock = clock;
  }

  /**
   * A new key in its text form, and that of its public side.
   *
   * @param skey to be kept secret: {@code PRIVATE+KEY+name+id+base64(type || seed)}
   * @param vkey to be published
   */
  public record Generated(String skey, VerifierKey vkey) {
    @Override
    public String toString() {
      return vkey.vkey();
    }
  }

  /** Makes a key. */
  public static Generated generate(String name, SignatureType type, SecureRandom random) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
      generator.initialize(255, random);
      KeyPair pair = generator.generateKeyPair();
      VerifierKey vkey = VerifierKey.of(name, type, pair.getPublic());
      byte[] typed =
          ByteBuffer.allocate(1 + Ed25519.KEY_LENGTH)
              .put(type.code())
              .put(Ed25519.seed(pair.getPrivate()))
              .array();
      String skey =
          PREFIX
              + name
              + "+"
              + HexFormat.of().toHexDigits(vkey.id())
              + "+"
              + Base64.getEncoder().encodeToString(typed);
      return new Generated(skey, vkey);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java runtime of this product has Ed25519", e);
    }
  }

  /**
   * The signer of a key in its text form.
   *
   * @param clock tells the time of cosignatures
   * @throws MalformedNoteException when it is none; the message holds nothing of it
   */
  public static NoteSigner parse(String skey, InstantSource clock) throws MalformedNoteException {
    String[] parts =
        skey.startsWith(PREFIX) ? skey.substring(PREFIX.length()).split("\\+", 3) : null;
    if (parts == null || parts.length != 3) {
      throw new MalformedNoteException("a private key is PRIVATE+KEY+name+id+key");
    }
    try {
      byte[] typed = Base64.getDecoder().decode(parts[2]);
      SignatureType type =
          SignatureType.of(typed.length == 0 ? 0 : typed[0])
              .orElseThrow(() -> new MalformedNoteException("type of the key is not known"));
      byte[] seed = Arrays.copyOfRange(typed, 1, typed.length);
      PrivateKey key = Ed25519.privateKey(seed);
      VerifierKey verifier = VerifierKey.of(parts[0], type, Ed25519.publicKeyOf(seed));
      if (verifier.id() != ByteBuffer.wrap(HexFormat.of().parseHex(parts[1])).getInt()) {
        throw new MalformedNoteException("id of the private key is not that of its name and key");
      }
      return new NoteSigner(verifier, type, key, clock);
    } catch (IllegalArgumentException | BufferUnderflowException broken) {
      throw new MalformedNoteException("the private key cannot be read");
    }
  }

  /** The name that it signs under. */
  public String name() {
    return verifier.name();
  }

  @Override
  public VerifierKey verifier() {
    return verifier;
  }

  @Override
  public NoteSignature sign(String text) {
    byte[] signed =
        switch (type) {
          case ED25519 -> Ed25519.sign(key, text.getBytes(StandardCharsets.UTF_8));
          case COSIGNATURE -> cosign(text, clock.instant().getEpochSecond());
        };
    return new NoteSignature(verifier.name(), verifier.id(), signed);
  }

  private byte[] cosign(String text, long seconds) {
    byte[] signature = Ed25519.sign(key, VerifierKey.cosigned(seconds, text));
    return ByteBuffer.allocate(Long.BYTES + signature.length)
        .putLong(seconds)
        .put(signature)
        .array();
  }
}
