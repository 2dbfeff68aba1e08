package io.palimpsest.erasure.document;

import io.palimpsest.audit.AuditSource;
import io.palimpsest.erasure.model.ErasureRequest;
import io.palimpsest.erasure.model.Outgoing;
import io.palimpsest.messaging.proof.RecordSigner;
import io.palimpsest.messaging.proof.Signable;
import io.palimpsest.topic.Topic;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Signs statements when they are stored, so that a repeat is the same record to the last byte. */
final class StatementSigner {
  private final RecordSigner signer;

  StatementSigner(RecordSigner signer) {
    this.signer = signer;
  }

  ErasureRequest signed(ErasureRequest request) {
    String source = AuditSource.request(request.ref()).path();
    return request.signed(statement -> proof(source, statement));
  }

  private String proof(String source, Outgoing.Logged statement) {
    byte[] value = statement.json().getBytes(StandardCharsets.UTF_8);
    return Base64.getEncoder()
        .encodeToString(signer.sign(Signable.of(Topic.AUDIT_INTAKE, source, value)).orElseThrow());
  }
}
