package io.palimpsest.erasure.log;

import io.palimpsest.audit.log.LogKeys;
import io.palimpsest.audit.note.VerifierKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/** Which checkpoints of this log are to be believed, as the log states it. */
@ApplicationScoped
class LogPolicy {
  private final LogKeys keys;
  private final LogSettings settings;

  LogPolicy(LogKeys keys, LogSettings settings) {
    this.keys = keys;
    this.settings = settings;
  }

  /** A policy file (c2sp.org/tlog-policy). */
  String text() {
    List<String> lines = new ArrayList<>();
    String url = settings.url().orElse("https://" + keys.origin());
    for (VerifierKey key : keys.verifiers()) {
      lines.add("log " + key.vkey() + " " + url);
    }
    lines.add("quorum none");
    return String.join("\n", lines) + "\n";
  }
}
