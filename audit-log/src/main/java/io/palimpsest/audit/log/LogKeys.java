package io.palimpsest.audit.log;

import io.palimpsest.audit.note.MalformedNoteException;
import io.palimpsest.audit.note.Note;
import io.palimpsest.audit.note.NoteSigner;
import io.palimpsest.audit.note.VerifierKey;
import java.util.List;

/**
 * The keys that sign the checkpoints of one log: one, or while a rotation overlaps the new one and
 * the old one, so that whoever knows either believes the same checkpoint. Immutable.
 */
public final class LogKeys {
  private final List<NoteSigner> signers;

  /**
   * @param signers at least one, the current one first; all of the log's name
   */
  public LogKeys(List<NoteSigner> signers) {
    if (signers.stream().map(NoteSigner::name).distinct().count() != 1) {
      throw new IllegalArgumentException("the keys of a log have its one name");
    }
    this.signers = List.copyOf(signers);
  }

  /** Name of the log and of its keys. */
  public String origin() {
    return signers.getFirst().name();
  }

  /** Public sides, the current key first. */
  public List<VerifierKey> verifiers() {
    return signers.stream().map(NoteSigner::verifier).toList();
  }

  /** The checkpoint, signed by each key. */
  public Note sign(Checkpoint checkpoint) {
    String text = checkpoint.text();
    return new Note(text, signers.stream().map(key -> key.sign(text)).toList());
  }

  /**
   * The checkpoint that one of these keys signed.
   *
   * @throws InconsistentLogException when none did, or it is one of another log
   */
  public Checkpoint signed(Note note) {
    try {
      Checkpoint checkpoint = Checkpoint.parse(note.text());
      if (!checkpoint.origin().equals(origin()) || note.verifiedBy(verifiers()).isEmpty()) {
        throw new InconsistentLogException(
            "what is published as the checkpoint of "
                + checkpoint.origin()
                + " is not signed by a key of "
                + origin());
      }
      return checkpoint;
    } catch (MalformedNoteException wrong) {
      throw new InconsistentLogException("the published checkpoint: " + wrong.getMessage());
    }
  }
}
