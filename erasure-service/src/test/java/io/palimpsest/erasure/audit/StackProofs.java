package io.palimpsest.erasure.audit;

import io.palimpsest.local.stack.RunningStack;
import io.palimpsest.messaging.proof.RecordSigner;
import io.palimpsest.messaging.proof.RecordVerifier;
import io.palimpsest.messaging.proof.TrustedKeys;

/** Proofs of entries by the keys of a stack under test. */
final class StackProofs {
  private StackProofs() {}

  static LogProofs of(RunningStack stack) {
    return new LogProofs(
        RecordSigner.read(stack.secrets().signingKeys()),
        new RecordVerifier(TrustedKeys.read(stack.secrets().trustedKeys()), (topic, reason) -> {}),
        0);
  }
}
