package io.palimpsest.audit.log;

import io.palimpsest.audit.note.MalformedNoteException;
import io.palimpsest.audit.note.Note;
import io.palimpsest.audit.note.TextSigner;
import io.palimpsest.audit.note.VerifierKey;
import java.util.List;
import java.util.Optional;

/**
 * The keys that sign the checkpoints of one log: one, or while a rotation overlaps the new one and
 * the old one, so that whoever knows either believes the same checkpoint. Immutable.
 */
public final class LogKeys {
  private final List<TextSigner> signers;

  /**
   * @param signers at least one, the current one first; all of the log's name
   */
  public LogKeys(List<? extends TextSigner> signers) {
    if (signers.stream().map(key -> key.verifier().name()).distinct().count() != 1) {
      throw new IllegalArgumentException("the keys of a log have its one name");
    }
    this.signers = List.copyOf(signers);
  }

  /** Name of the log and of its keys. */
  public String origin() {
    return signers.getFirst().verifier().name();
  }

  /** Public sides, the current key first. */
  public List<VerifierKey> verifiers() {
    return signers.stream().map(TextSigner::verifier).toList();
  }

  /** Comes by the private sides, so that signing waits for nothing; throws what signing would. */
  public void open() {
    signers.forEach(TextSigner::open);
  }

  /** Why one of them was not to be had when it was needed last, if so. */
  public Optional<String> obstacle() {
    return signers.stream().flatMap(key -> key.obstacle().stream()).findFirst();
  }

  /** The checkpoint, signed by each key. */
  public Note sign(Checkpoint checkpoint) {
    return sign(checkpoint.text());
  }

  /**
   * A text of the log's own, signed by each key.
   *
   * @param text its first line must be no log's name, so that nobody takes it for a checkpoint
   */
  public Note sign(String text) {
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
