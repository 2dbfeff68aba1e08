package io.palimpsest.audit.verify;

import io.palimpsest.audit.log.Resources;
import io.palimpsest.audit.note.MalformedNoteException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** A copy of a log, wherever it is kept. Nothing of it is believed. */
public interface LogCopy {
  /** The signed checkpoints that are there, one or many, in any order. */
  List<Signed> checkpoints() throws IOException;

  /**
   * The entries, from the first on.
   *
   * @param size number of entries that the checkpoint names; more need not be handed out
   */
  Entries entries(long size) throws IOException;

  /** Tiles and bundles beside the entries, if there are any: they are verified, too. */
  Optional<Resources> tiles();

  /**
   * A signed note and where it was found.
   *
   * @param where a file, an offset
   * @param bytes the note
   */
  record Signed(String where, byte[] bytes) {
    /** Copies the bytes. */
    public Signed {
      bytes = bytes.clone();
    }

    @Override
    public byte[] bytes() {
      return bytes.clone();
    }
  }

  /**
   * An entry as it is kept.
   *
   * @param index that the copy gives it
   * @param bytes the leaf, not to be changed
   */
  record Entry(long index, byte[] bytes) {}

  /** Entries in batches; for one thread. */
  interface Entries extends AutoCloseable {
    /**
     * The next entries, empty at the end.
     *
     * @throws IOException when they cannot be read now
     * @throws MalformedNoteException when they are missing or damaged; the message says where
     */
    List<Entry> next() throws IOException, MalformedNoteException;

    @Override
    void close();
  }
}
