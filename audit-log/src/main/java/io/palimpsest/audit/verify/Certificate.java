package io.palimpsest.audit.verify;

import io.palimpsest.audit.AuditField;
import io.palimpsest.audit.EntryType;
import io.palimpsest.audit.MalformedStatementException;
import io.palimpsest.audit.Statement;
import io.palimpsest.audit.log.Checkpoint;
import io.palimpsest.audit.log.LogProof;
import io.palimpsest.audit.log.Policy;
import io.palimpsest.audit.note.MalformedNoteException;

/**
 * One entry, shown to be in the log by one file and a policy, without any other help.
 *
 * @param index of the entry
 * @param entry what it says
 * @param checkpoint the believed checkpoint that covers it
 */
public record Certificate(long index, Statement entry, Checkpoint checkpoint) {
  /**
   * Verifies a certificate.
   *
   * @throws MalformedNoteException when it does not show that its entry is in the log; the message
   *     says what does not fit
   */
  public static Certificate verified(byte[] file, Policy policy) throws MalformedNoteException {
    LogProof proof = LogProof.parse(file);
    byte[] entry =
        proof
            .extraBytes()
            .orElseThrow(() -> new MalformedNoteException("the certificate has no entry in it"));
    Checkpoint checkpoint = proof.verified(entry, policy);
    try {
      return new Certificate(proof.index(), Statement.parse(entry), checkpoint);
    } catch (MalformedStatementException broken) {
      throw new MalformedNoteException("the entry is no statement in its one form");
    }
  }

  /** Whether it is the confirmation that nothing remains of what was to be erased. */
  public boolean confirmsErasure() {
    return entry.type() == EntryType.CONFIRMED_LIVE
        && Long.valueOf(0).equals(entry.data().get(AuditField.REMAINING))
        && Boolean.TRUE.equals(entry.data().get(AuditField.CONTROL_PASSED));
  }
}
