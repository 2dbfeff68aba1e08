package io.palimpsest.erasure.audit;

import io.palimpsest.audit.log.LogKeys;
import io.palimpsest.audit.log.Policy;
import io.palimpsest.audit.note.MalformedNoteException;
import io.palimpsest.audit.note.Note;
import io.palimpsest.audit.note.VerifierKey;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Which checkpoints of this log are to be believed, as the log states it. Immutable. */
public final class LogPolicy {
  private static final String GROUP = "witnesses";

  private final String text;
  private final Policy policy;

  /**
   * @throws IllegalStateException when the settings make no policy; the message says why
   */
  LogPolicy(LogKeys keys, LogSettings settings) {
    this.text = text(keys, settings);
    try {
      this.policy = Policy.parse(text.getBytes(StandardCharsets.UTF_8));
    } catch (MalformedNoteException wrong) {
      throw new IllegalStateException("palimpsest.audit.log: " + wrong.getMessage(), wrong);
    }
  }

  /** A policy file (c2sp.org/tlog-policy). */
  public String text() {
    return text;
  }

  /** The same, read. */
  public Policy policy() {
    return policy;
  }

  /** Whether it believes a checkpoint. */
  public boolean believes(Note note) {
    try {
      policy.verified(note);
      return true;
    } catch (MalformedNoteException notYet) {
      return false;
    }
  }

  /** Names of the witnesses that cosigned a checkpoint. */
  public List<String> cosigners(Note note) {
    List<String> names = new ArrayList<>();
    for (Policy.Peer witness : policy.witnesses()) {
      try {
        if (!note.verifiedBy(List.of(witness.key())).isEmpty()) {
          names.add(witness.name());
        }
      } catch (MalformedNoteException notItsSignature) {
        // As if it had none.
      }
    }
    return names;
  }

  private static String text(LogKeys keys, LogSettings settings) {
    List<String> lines = new ArrayList<>();
    String url = settings.url().orElse("https://" + keys.origin());
    for (VerifierKey key : keys.verifiers()) {
      lines.add("log " + key.vkey() + " " + url);
    }
    Map<String, LogSettings.WitnessSettings> witnesses = settings.witness();
    witnesses.forEach(
        (name, one) -> lines.add("witness " + name + " " + one.key() + " " + one.url()));
    if (witnesses.isEmpty()) {
      lines.add("quorum none");
    } else {
      int quorum = settings.quorum().orElse(witnesses.size());
      lines.add("group " + GROUP + " " + quorum + " " + String.join(" ", witnesses.keySet()));
      lines.add("quorum " + GROUP);
    }
    return String.join("\n", lines) + "\n";
  }
}
