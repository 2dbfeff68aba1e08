package io.palimpsest.audit.witness;

import io.palimpsest.audit.log.AddCheckpoint;
import io.palimpsest.audit.log.Checkpoint;
import io.palimpsest.audit.log.Policy;
import io.palimpsest.audit.note.MalformedNoteException;
import io.palimpsest.audit.note.Note;
import io.palimpsest.audit.note.NoteSignature;
import io.palimpsest.audit.note.NoteSigner;
import io.palimpsest.audit.note.VerifierKey;
import io.palimpsest.audit.tree.Hash;
import io.palimpsest.audit.tree.Verification;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Cosigns checkpoints of the logs that it knows. What it cosigned is on the disk before anybody
 * learns of it, and every later checkpoint has to be a later state of it: so of two histories of
 * one log it cosigns one. Thread-safe.
 */
public final class Witness {
  private static final int MALFORMED = 400;
  private static final int NOT_SIGNED = 403;
  private static final int UNKNOWN = 404;
  private static final int INCONSISTENT = 422;

  private final NoteSigner signer;
  private final Policy logs;
  private final WitnessState state;
  private final Consumer<String> alarms;

  /**
   * @param signer cosigns
   * @param logs whose log lines name the keys of the logs
   * @param alarms told, in a line, of checkpoints that a log signed and that are not its history
   */
  public Witness(NoteSigner signer, Policy logs, WitnessState state, Consumer<String> alarms) {
    this.signer = signer;
    this.logs = logs;
    this.state = state;
    this.alarms = alarms;
  }

  /**
   * What a log asks for (add-checkpoint).
   *
   * @throws IOException when it could not be kept; nothing was cosigned then
   */
  public synchronized Answer add(byte[] body) throws IOException {
    AddCheckpoint call;
    Checkpoint next;
    try {
      call = AddCheckpoint.parse(body);
      next = Checkpoint.parse(call.checkpoint().text());
    } catch (MalformedNoteException malformed) {
      return new Answer.Refused(MALFORMED, malformed.getMessage());
    }
    List<VerifierKey> keys = keys(next.origin());
    if (keys.isEmpty()) {
      return new Answer.Refused(UNKNOWN, "the log is not known");
    }
    if (!isSigned(call.checkpoint(), keys)) {
      return new Answer.Refused(NOT_SIGNED, "the checkpoint is not signed by its log");
    }
    return decided(call, next);
  }

  /** The newest checkpoint of a log that was cosigned here. */
  public synchronized Optional<Note> newest(String origin) {
    return state.newest(origin);
  }

  /** Names of the logs that it knows. */
  public List<String> origins() {
    return logs.logs().stream().map(Policy.Peer::name).distinct().toList();
  }

  private Answer decided(AddCheckpoint call, Checkpoint next) throws IOException {
    if (call.old() > next.size()) {
      return new Answer.Refused(MALFORMED, "the old size is larger than that of the checkpoint");
    }
    Optional<Checkpoint> known = known(next.origin());
    long size = known.map(Checkpoint::size).orElse(0L);
    if (call.old() != size) {
      return new Answer.Conflict(size);
    }
    if (known.isPresent() && size == next.size() && !known.get().root().equals(next.root())) {
      alarm("two checkpoints of one size", call.checkpoint());
      return new Answer.Refused(INCONSISTENT, "another root of this size was cosigned");
    }
    if (!isLater(known, next, call)) {
      alarm("a checkpoint that is no later state of what was cosigned", call.checkpoint());
      return new Answer.Refused(
          INCONSISTENT, "the proof does not lead from the old size to the new");
    }
    NoteSignature cosignature = signer.sign(call.checkpoint().text());
    state.keep(next.origin(), only(call.checkpoint(), keys(next.origin())).with(cosignature));
    return new Answer.Cosigned(cosignature.line());
  }

  private static boolean isLater(Optional<Checkpoint> known, Checkpoint next, AddCheckpoint call) {
    if (call.old() == 0) {
      return call.path().isEmpty() && (next.size() > 0 || next.root().equals(Hash.OF_EMPTY_TREE));
    }
    Checkpoint old = known.orElseThrow();
    return Verification.isConsistent(old.size(), old.root(), next.size(), next.root(), call.path());
  }

  private Optional<Checkpoint> known(String origin) {
    return state
        .newest(origin)
        .map(
            note -> {
              try {
                return Checkpoint.parse(note.text());
              } catch (MalformedNoteException damaged) {
                throw new IllegalStateException("the state is damaged", damaged);
              }
            });
  }

  private List<VerifierKey> keys(String origin) {
    return logs.logs().stream()
        .map(Policy.Peer::key)
        .filter(key -> key.name().equals(origin))
        .toList();
  }

  private static boolean isSigned(Note note, List<VerifierKey> keys) {
    try {
      return !note.verifiedBy(keys).isEmpty();
    } catch (MalformedNoteException forged) {
      return false;
    }
  }

  /** What others put beside the log's signatures is not kept. */
  private static Note only(Note note, List<VerifierKey> keys) {
    return new Note(
        note.text(),
        note.signatures().stream()
            .filter(signature -> keys.stream().anyMatch(key -> key.isNamedBy(signature)))
            .toList());
  }

  private void alarm(String what, Note note) {
    alarms.accept(
        "SPLIT VIEW, signed by the log: " + what + "\n" + note.text() + note.signatures());
  }
}
