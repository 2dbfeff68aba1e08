package io.palimpsest.erasure.audit;

import io.palimpsest.audit.log.Checkpoint;
import io.palimpsest.audit.log.Directory;
import io.palimpsest.audit.log.LogKeys;
import io.palimpsest.audit.log.LogProof;
import io.palimpsest.audit.log.Resources;
import io.palimpsest.audit.log.Tiles;
import io.palimpsest.audit.note.MalformedNoteException;
import io.palimpsest.audit.note.Note;
import io.palimpsest.audit.tree.Frontier;
import io.palimpsest.audit.tree.Hash;
import io.palimpsest.audit.tree.Proofs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/** What is published of the log. Thread-safe. */
public final class PublishedLog {
  /** The newest checkpoint that had a quorum, beside the newest of all. */
  static final String WITNESSED = "checkpoint.witnessed";

  private final Directory directory;
  private final LogKeys keys;
  private final LogPolicy policy;

  PublishedLog(Directory directory, LogKeys keys, LogPolicy policy) {
    this.directory = directory;
    this.keys = keys;
    this.policy = policy;
  }

  /**
   * A checkpoint that is published.
   *
   * @param note as it is signed
   * @param checkpoint what it says
   */
  public record Head(Note note, Checkpoint checkpoint) {}

  /** The newest one; empty before the first. */
  public Optional<Head> head() {
    return read(Resources.CHECKPOINT).map(this::head);
  }

  /** The bytes of a file by its path below the log's address. */
  Optional<byte[]> read(String path) {
    try {
      return directory.read(path);
    } catch (IOException e) {
      throw new UncheckedIOException("the published log cannot be read", e);
    }
  }

  /** The newest one that the policy believes: with a quorum of witnesses, if there are any. */
  public Optional<Head> believed() {
    return head()
        .filter(head -> policy.believes(head.note()))
        .or(() -> read(WITNESSED).map(this::head).filter(head -> policy.believes(head.note())));
  }

  /**
   * The proof that an entry is in the log, with the entry in it; empty while no checkpoint covers
   * it that the policy believes.
   *
   * @param entry its bytes as they are in the log
   */
  public Optional<LogProof> proof(long index, byte[] entry) {
    return believed()
        .filter(head -> index < head.checkpoint().size())
        .map(head -> proof(index, entry, head));
  }

  /** Root of the first entries, by the published tiles; empty when there are not so many. */
  public Optional<Hash> root(long size) {
    return head()
        .map(head -> head.checkpoint().size())
        .filter(published -> size <= published)
        .map(published -> Frontier.of(size, new Tiles(directory, published)).root());
  }

  private LogProof proof(long index, byte[] entry, Head head) {
    long size = head.checkpoint().size();
    return LogProof.withEntry(
        entry, index, Proofs.inclusion(index, size, new Tiles(directory, size)), head.note());
  }

  private Head head(byte[] bytes) {
    try {
      Note note = Note.parse(bytes);
      return new Head(note, keys.signed(note));
    } catch (MalformedNoteException damaged) {
      throw new IllegalStateException("the published checkpoint is damaged", damaged);
    }
  }
}
