package io.palimpsest.audit.log;

import io.palimpsest.audit.note.MalformedNoteException;
import io.palimpsest.audit.note.Note;
import io.palimpsest.audit.note.VerifierKey;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which checkpoints are believed (c2sp.org/tlog-policy): signed by one of some logs, and cosigned
 * by a quorum of witnesses.
 *
 * @param logs keys of the logs, with their addresses
 * @param witnesses keys of the witnesses, with their addresses
 * @param quorum who has to have cosigned
 */
public record Policy(List<Peer> logs, List<Peer> witnesses, Quorum quorum) {
  /** Copies the lists. */
  public Policy {
    logs = List.copyOf(logs);
    witnesses = List.copyOf(witnesses);
  }

  /**
   * A log or a witness.
   *
   * @param name of a witness within the policy; of a log that of its key
   * @param key its public key
   * @param url where it is reached, if the policy says so
   */
  public record Peer(String name, VerifierKey key, Optional<String> url) {}

  /** Who has to have cosigned. */
  public sealed interface Quorum {
    /** Whether these keys are enough. */
    boolean isMetBy(Set<VerifierKey> cosigners);

    /** Nobody. */
    record None() implements Quorum {
      @Override
      public boolean isMetBy(Set<VerifierKey> cosigners) {
        return true;
      }
    }

    /**
     * One witness.
     *
     * @param key its key
     */
    record Witness(VerifierKey key) implements Quorum {
      @Override
      public boolean isMetBy(Set<VerifierKey> cosigners) {
        return cosigners.contains(key);
      }
    }

    /**
     * Some of several.
     *
     * @param threshold how many
     * @param members of them
     */
    record Group(int threshold, List<Quorum> members) implements Quorum {
      /** Copies the list. */
      public Group {
        members = List.copyOf(members);
        if (threshold < 1 || threshold > members.size()) {
          throw new IllegalArgumentException("a threshold lies between 1 and the members");
        }
      }

      @Override
      public boolean isMetBy(Set<VerifierKey> cosigners) {
        return members.stream().filter(member -> member.isMetBy(cosigners)).count() >= threshold;
      }
    }
  }

  /**
   * Reads a policy file.
   *
   * @throws MalformedNoteException when it is none; the message names line and rule
   */
  public static Policy parse(byte[] file) throws MalformedNoteException {
    return new PolicyReader().read(file);
  }

  /**
   * The checkpoint of a note that this policy believes.
   *
   * @throws MalformedNoteException when it does not; the message says why
   */
  public Checkpoint verified(Note note) throws MalformedNoteException {
    Checkpoint checkpoint = Checkpoint.parse(note.text());
    List<VerifierKey> ofOrigin =
        keys(logs).stream().filter(key -> key.name().equals(checkpoint.origin())).toList();
    if (ofOrigin.isEmpty()) {
      throw new MalformedNoteException("the policy has no log of this origin");
    }
    if (note.verifiedBy(ofOrigin).isEmpty()) {
      throw new MalformedNoteException("the checkpoint is not signed by its log");
    }
    Set<VerifierKey> cosigners = new HashSet<>(note.verifiedBy(keys(witnesses)));
    if (!quorum.isMetBy(cosigners)) {
      throw new MalformedNoteException(
          "the checkpoint is cosigned by " + cosigners.size() + " known witnesses: no quorum");
    }
    return checkpoint;
  }

  private static List<VerifierKey> keys(Collection<Peer> peers) {
    return peers.stream().map(Peer::key).toList();
  }
}
