package io.palimpsest.erasure.log;

import io.palimpsest.audit.log.LogKeys;
import io.palimpsest.audit.note.MalformedNoteException;
import io.palimpsest.audit.note.NoteSigner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** The log's keys from their files. */
final class KeyFiles {
  private KeyFiles() {}

  /**
   * @throws IllegalStateException when one is missing or is no key; names the file, nothing of it
   */
  static LogKeys read(List<Path> files) {
    List<NoteSigner> signers = new ArrayList<>();
    for (Path file : files) {
      try {
        signers.add(NoteSigner.parse(Files.readString(file).strip(), InstantSource.system()));
      } catch (IOException | MalformedNoteException unusable) {
        throw new IllegalStateException(
            "the audit log's key " + file + " cannot be read; palimpsest keys create-log makes one",
            unusable);
      }
    }
    return new LogKeys(signers);
  }
}
