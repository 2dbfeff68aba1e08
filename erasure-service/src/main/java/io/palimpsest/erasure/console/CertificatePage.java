package io.palimpsest.erasure.console;

import io.palimpsest.audit.Statement;
import io.palimpsest.audit.log.Checkpoint;
import io.palimpsest.audit.log.LogProof;
import io.palimpsest.audit.note.MalformedNoteException;
import io.palimpsest.erasure.door.ErasureView;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * A certificate as its page shows it.
 *
 * @param view the request
 * @param statement its confirmation
 * @param entry the same, byte for byte
 * @param index of the entry in the log
 * @param checkpoint that covers it
 * @param signers who signed the checkpoint: the log, then witnesses
 * @param text the file
 */
public record CertificatePage(
    ErasureView view,
    Statement statement,
    String entry,
    long index,
    Checkpoint checkpoint,
    List<String> signers,
    String text) {
  static CertificatePage of(ErasureView view, LogProof proof, String entry) {
    try {
      return new CertificatePage(
          view,
          Statement.parse(entry.getBytes(StandardCharsets.UTF_8)),
          entry,
          proof.index(),
          Checkpoint.parse(proof.checkpoint().text()),
          proof.checkpoint().signatures().stream().map(signature -> signature.name()).toList(),
          new String(proof.bytes(), StandardCharsets.UTF_8));
    } catch (MalformedNoteException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** What the confirmation says, field by field. */
  public Map<String, Object> said() {
    return RequestPage.fields(statement);
  }

  /** Root of the tree that the checkpoint signs. */
  public String root() {
    return checkpoint.root().base64();
  }
}
