package io.palimpsest.erasure.door;

import io.palimpsest.access.ProblemException;
import io.palimpsest.audit.AuditSource;
import io.palimpsest.audit.log.LogProof;
import io.palimpsest.erasure.audit.CommittedLog;
import io.palimpsest.erasure.audit.PublishedLog;
import io.palimpsest.erasure.model.ErasureRequest;
import io.palimpsest.topic.Topic;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;

/** What shows that a request was confirmed. */
@ApplicationScoped
class Certificates {
  /** So much earlier may a broker's clock have been than this one. */
  private static final Duration SKEW = Duration.ofMinutes(5);

  private static final Duration READING = Duration.ofSeconds(20);

  private final CommittedLog log;
  private final PublishedLog published;

  Certificates(CommittedLog log, PublishedLog published) {
    this.log = log;
    this.published = published;
  }

  /**
   * The confirmation's entry, byte for byte.
   *
   * @throws ProblemException 409 when there is none, or none yet
   */
  String entry(ErasureRequest request) {
    String confirmation = request.confirmation();
    if (confirmation == null) {
      throw new ProblemException(
          409,
          request.ended() ? "certificate.none" : "certificate.not_yet",
          request.ended()
              ? "the request ended without a confirmation; there is no certificate"
              : "the request is not confirmed; there is no certificate yet");
    }
    return confirmation;
  }

  /**
   * The certificate: one file that is verified offline.
   *
   * @throws ProblemException 409 when there is none, or none yet
   */
  LogProof file(ErasureRequest request) {
    return found(request)
        .orElseThrow(
            () ->
                new ProblemException(
                    409,
                    "certificate.not_yet",
                    "the request is confirmed; ask again when a checkpoint covers its entry"));
  }

  /** The same, empty while no checkpoint covers the entry. */
  Optional<LogProof> found(ErasureRequest request) {
    byte[] entry = entry(request).getBytes(StandardCharsets.UTF_8);
    return published.proof(index(request), entry);
  }

  /** The certificate as JSON, with the request's other entries beside it. */
  CertificateView view(ErasureRequest request) {
    String entry = entry(request);
    return new CertificateView(
        request.id(),
        Topic.AUDIT.topicName(),
        index(request),
        entry,
        found(request).isPresent() ? ErasureView.path(request) + "/certificate.tlog-proof" : null,
        entries(request),
        ErasureView.ResidualView.of(request));
  }

  private List<CertificateView.Entry> entries(ErasureRequest request) {
    try {
      return log
          .ofSource(AuditSource.request(request.ref()), request.createdAt().minus(SKEW), READING)
          .stream()
          .map(
              one ->
                  new CertificateView.Entry(
                      one.index(), new String(one.bytes(), StandardCharsets.UTF_8)))
          .toList();
    } catch (KafkaException unreachable) {
      throw new ProblemException(503, "log.unavailable", "the log cannot be read now; ask again");
    }
  }

  private static long index(ErasureRequest request) {
    return request.state().confirmation().orElseThrow();
  }
}
