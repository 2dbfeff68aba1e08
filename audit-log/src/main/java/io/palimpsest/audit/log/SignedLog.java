package io.palimpsest.audit.log;

import io.palimpsest.audit.note.MalformedNoteException;
import io.palimpsest.audit.note.Note;
import io.palimpsest.audit.note.NoteSignature;
import io.palimpsest.audit.tree.Frontier;
import io.palimpsest.audit.tree.Hash;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Publishes a log that is committed elsewhere: tiles first, then the checkpoint as an announcement,
 * then the checkpoint beside the tiles. Its state is what was published; it signs nothing that does
 * not continue that. Whoever opens it takes up what was left at any step, and signs a size that is
 * published already with the same root or not at all. For one thread.
 */
public final class SignedLog {
  private final Resources.Writable files;
  private final Announcements announcements;
  private final LogKeys keys;
  private final Cosigners cosigners;
  private final TreeMap<Long, Hash> published = new TreeMap<>();
  private final TiledLog tree;
  private @Nullable Note beside;
  private @Nullable Note announced;

  private SignedLog(
      Resources.Writable files, Announcements announcements, LogKeys keys, Cosigners cosigners)
      throws IOException {
    this.files = files;
    this.announcements = announcements;
    this.keys = keys;
    this.cosigners = cosigners;
    Optional<byte[]> bytes = files.read(Resources.CHECKPOINT);
    this.beside = bytes.isEmpty() ? null : note(bytes.get());
    this.announced = announcements.newest().orElse(null);
    this.tree = opened();
  }

  /**
   * Takes up what is published.
   *
   * @param files tiles and checkpoint, as they are served
   * @throws InconsistentLogException when what is published contradicts itself
   */
  public static SignedLog open(
      Resources.Writable files, Announcements announcements, LogKeys keys, Cosigners cosigners)
      throws IOException {
    return new SignedLog(files, announcements, keys, cosigners);
  }

  /** Number of entries that it has: the index of the one to append next. */
  public long size() {
    return tree.size();
  }

  /** Whether more entries are published than it has got. */
  public boolean isBehind() {
    return !published.isEmpty() && tree.size() < published.lastKey();
  }

  /**
   * Takes over the next committed entry.
   *
   * @throws InconsistentLogException when the log is not what was published of it
   */
  public void append(byte[] entry) throws IOException {
    tree.append(entry);
    Hash known = published.get(tree.size());
    if (known != null && !known.equals(tree.root())) {
      throw new InconsistentLogException(
          "the first %d entries have the root %s, and %s is published"
              .formatted(tree.size(), tree.root(), known));
    }
  }

  /**
   * Publishes what there is, with the cosignatures that are to be had. The same again changes
   * nothing, unless a cosignature has come.
   *
   * @return what is published; empty while there is less than was published before
   */
  public Optional<Note> publish() throws IOException {
    if (tree.size() == 0 || isBehind()) {
      return Optional.empty();
    }
    tree.flush();
    Checkpoint checkpoint = Checkpoint.of(keys.origin(), tree.size(), tree.root());
    Note note =
        cosigners.cosign(signed(checkpoint), checkpoint, new Tiles(files, checkpoint.size()));
    if (!note.equals(announced)) {
      announcements.announce(note);
      announced = note;
      published.put(checkpoint.size(), checkpoint.root());
    }
    if (!note.equals(beside)) {
      files.write(Resources.CHECKPOINT, note.bytes());
      beside = note;
    }
    tree.prune();
    return Optional.of(note);
  }

  /** Signed anew, which gives the same bytes, with the cosignatures that it had. */
  private Note signed(Checkpoint checkpoint) {
    Note note = keys.sign(checkpoint);
    for (Note before : Arrays.asList(announced, beside)) {
      if (before != null && before.text().equals(note.text())) {
        note = with(note, before.signatures());
      }
    }
    return note;
  }

  private static Note with(Note note, List<NoteSignature> signatures) {
    Note more = note;
    for (NoteSignature signature : signatures) {
      boolean there =
          more.signatures().stream()
              .anyMatch(
                  one -> one.name().equals(signature.name()) && one.keyId() == signature.keyId());
      more = there ? more : more.with(signature);
    }
    return more;
  }

  private TiledLog opened() throws IOException {
    TiledLog found = resumed();
    note(beside, found);
    note(announced, found);
    return found;
  }

  /** A published checkpoint: the tree has to lead to its root, now or once it has grown so far. */
  private void note(@Nullable Note note, TiledLog found) {
    if (note == null) {
      return;
    }
    Checkpoint checkpoint = keys.signed(note);
    Hash other = published.putIfAbsent(checkpoint.size(), checkpoint.root());
    if (other != null && !other.equals(checkpoint.root())) {
      throw new InconsistentLogException(
          "two published checkpoints of size " + checkpoint.size() + " have different roots");
    }
    if (checkpoint.size() <= found.size()) {
      Hash root = Frontier.of(checkpoint.size(), new Tiles(files, found.size())).root();
      if (!root.equals(checkpoint.root())) {
        throw new InconsistentLogException(
            "the tiles of size %d do not lead to the published checkpoint of size %d"
                .formatted(found.size(), checkpoint.size()));
      }
    }
  }

  /** From the tiles of the checkpoint beside them; from the first entry when they do not fit. */
  private TiledLog resumed() throws IOException {
    Resources.Writable once = new OnceWritten(files);
    if (beside != null) {
      Checkpoint checkpoint = keys.signed(beside);
      try {
        TiledLog tiles = TiledLog.resume(once, checkpoint.size());
        if (tiles.root().equals(checkpoint.root())) {
          return tiles;
        }
      } catch (IllegalStateException | MalformedNoteException damaged) {
        return TiledLog.empty(once);
      }
    }
    return TiledLog.empty(once);
  }

  private static Note note(byte[] bytes) {
    try {
      return Note.parse(bytes);
    } catch (MalformedNoteException wrong) {
      throw new InconsistentLogException("the published checkpoint: " + wrong.getMessage());
    }
  }
}
