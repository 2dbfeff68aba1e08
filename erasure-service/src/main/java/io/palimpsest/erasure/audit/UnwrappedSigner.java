package io.palimpsest.erasure.audit;

import com.google.crypto.tink.Aead;
import io.palimpsest.audit.note.MalformedNoteException;
import io.palimpsest.audit.note.NoteSignature;
import io.palimpsest.audit.note.NoteSigner;
import io.palimpsest.audit.note.TextSigner;
import io.palimpsest.audit.note.VerifierKey;
import io.palimpsest.audit.note.WrappedKey;
import io.palimpsest.sealing.KeysUnavailableException;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Signs by a key of the log that a KMS unwraps when it is needed first. From then on the KMS is not
 * asked again: the key stays in the memory of this process. Thread-safe.
 */
final class UnwrappedSigner implements TextSigner {
  private final WrappedKey wrapped;
  private final Aead master;
  private final InstantSource clock;
  private volatile @Nullable NoteSigner signer;
  private volatile @Nullable String obstacle;

  /**
   * @param wrapped the key
   * @param master decrypts it by a call; throws {@link KeysUnavailableException} when there is no
   *     answer
   */
  UnwrappedSigner(WrappedKey wrapped, Aead master, InstantSource clock) {
    this.wrapped = wrapped;
    this.master = master;
    this.clock = clock;
  }

  @Override
  public VerifierKey verifier() {
    return wrapped.verifier();
  }

  /**
   * {@inheritDoc}
   *
   * @throws KeysUnavailableException when the KMS does not unwrap the key now
   */
  @Override
  public NoteSignature sign(String text) {
    return opened().sign(text);
  }

  /**
   * {@inheritDoc}
   *
   * @throws KeysUnavailableException when the KMS does not unwrap the key now
   */
  @Override
  public void open() {
    opened();
  }

  @Override
  public Optional<String> obstacle() {
    return Optional.ofNullable(obstacle);
  }

  private NoteSigner opened() {
    NoteSigner known = signer;
    return known == null ? unwrapped() : known;
  }

  private synchronized NoteSigner unwrapped() {
    NoteSigner known = signer;
    if (known != null) {
      return known;
    }
    try {
      NoteSigner read = wrapped.unwrapped(master::decrypt, clock);
      signer = read;
      obstacle = null;
      return read;
    } catch (KeysUnavailableException noAnswer) {
      throw unavailable("the KMS does not unwrap the log's key", noAnswer);
    } catch (GeneralSecurityException | MalformedNoteException anothers) {
      throw unavailable("the KMS did not wrap this key of the log", anothers);
    }
  }

  private KeysUnavailableException unavailable(String what, Exception cause) {
    obstacle = what;
    return new KeysUnavailableException(what + ": " + wrapped.verifier().vkey(), cause);
  }
}
