package io.palimpsest.audit.verify;

import io.palimpsest.audit.log.Checkpoint;
import io.palimpsest.audit.log.Policy;
import io.palimpsest.audit.note.MalformedNoteException;
import io.palimpsest.audit.note.Note;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The newest checkpoint of a copy that a policy believes, and every other that the log signed: they
 * all have to be of one history.
 *
 * @param checkpoint empty when none is believed
 * @param size the largest that the log signed in this copy
 * @param marks sizes and roots that were signed, the believed one among them
 */
record Head(Optional<Checkpoint> checkpoint, long size, List<Marks.Mark> marks) {
  /** Reads them; a checkpoint whose signature is wrong is a finding. */
  static Head of(
      List<LogCopy.Signed> there, List<LogCopy.Signed> kept, Policy policy, Findings findings) {
    Policy signed = new Policy(policy.logs(), List.of(), new Policy.Quorum.None());
    List<Marks.Mark> marks = new ArrayList<>();
    Optional<Checkpoint> newest = Optional.empty();
    String refusal = "there is no checkpoint";
    for (LogCopy.Signed one : there) {
      try {
        Note note = Note.parse(one.bytes());
        marks.add(mark(one.where(), signed.verified(note)));
        newest = larger(newest, policy.verified(note));
      } catch (MalformedNoteException refused) {
        refusal = refused.getMessage();
        if (marks.isEmpty() || !marks.getLast().where().equals(one.where())) {
          findings.broken(one.where(), refusal);
        }
      }
    }
    if (newest.isEmpty()) {
      findings.broken("checkpoint", "none is believed: " + refusal);
      return new Head(newest, 0, List.of());
    }
    uncosigned(marks, newest.get(), findings);
    long size = marks.stream().mapToLong(Marks.Mark::size).max().orElseThrow();
    for (LogCopy.Signed one : kept) {
      keep(one, signed, newest.get(), findings).ifPresent(marks::add);
    }
    return new Head(newest, size, marks);
  }

  private static Optional<Marks.Mark> keep(
      LogCopy.Signed one, Policy signed, Checkpoint head, Findings findings) {
    try {
      Checkpoint older = signed.verified(Note.parse(one.bytes()));
      if (older.origin().equals(head.origin())) {
        return Optional.of(mark(one.where(), older));
      }
      findings.broken(one.where(), "is a checkpoint of another log: " + older.origin());
    } catch (MalformedNoteException refused) {
      findings.broken(one.where(), refused.getMessage());
    }
    return Optional.empty();
  }

  private static void uncosigned(List<Marks.Mark> marks, Checkpoint head, Findings findings) {
    marks.stream()
        .max(Comparator.comparingLong(Marks.Mark::size))
        .filter(mark -> mark.size() > head.size())
        .ifPresent(
            mark ->
                findings.noted(
                    mark.where(),
                    "names "
                        + mark.size()
                        + " entries; the newest that the policy believes has "
                        + head.size()));
  }

  private static Marks.Mark mark(String where, Checkpoint checkpoint) {
    return new Marks.Mark(where, checkpoint.size(), checkpoint.root());
  }

  private static Optional<Checkpoint> larger(Optional<Checkpoint> newest, Checkpoint other) {
    return newest.filter(known -> known.size() >= other.size()).or(() -> Optional.of(other));
  }
}
