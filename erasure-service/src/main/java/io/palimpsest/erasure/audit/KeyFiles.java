package io.palimpsest.erasure.audit;

import io.palimpsest.audit.log.LogKeys;
import io.palimpsest.audit.note.MalformedNoteException;
import io.palimpsest.audit.note.NoteSigner;
import io.palimpsest.audit.note.TextSigner;
import io.palimpsest.audit.note.WrappedKey;
import io.palimpsest.sealing.KmsKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** The log's keys from their files, plain or wrapped by a key in a KMS. */
final class KeyFiles {
  private KeyFiles() {}

  /**
   * The keys; no KMS is asked yet.
   *
   * @throws IllegalStateException when one is missing, is no key, or is wrapped in a KMS that is
   *     not known; names the file, nothing of it
   */
  static LogKeys read(List<Path> files, KmsKeys kms) {
    List<TextSigner> signers = new ArrayList<>();
    for (Path file : files) {
      try {
        signers.add(signer(Files.readString(file).strip(), kms));
      } catch (IOException | MalformedNoteException unusable) {
        throw new IllegalStateException(
            "the audit log's key " + file + " cannot be read; palimpsest keys create-log makes one",
            unusable);
      } catch (IllegalArgumentException noKms) {
        throw new IllegalStateException(
            "the audit log's key " + file + ": " + noKms.getMessage(), noKms);
      }
    }
    return new LogKeys(signers);
  }

  private static TextSigner signer(String line, KmsKeys kms) throws MalformedNoteException {
    if (WrappedKey.isOne(line)) {
      WrappedKey wrapped = WrappedKey.parse(line);
      return new UnwrappedSigner(wrapped, kms.aead(wrapped.master()), InstantSource.system());
    }
    return NoteSigner.parse(line, InstantSource.system());
  }
}
