package io.palimpsest.access.problem;

import io.palimpsest.access.Problem;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Faults that nobody expected: the caller gets a reference, the log the rest. */
final class Unexpected {
  private static final Logger LOG = LoggerFactory.getLogger(Unexpected.class);

  private Unexpected() {}

  static Problem report(Throwable fault) {
    String reference = "urn:uuid:" + UUID.randomUUID();
    LOG.error("request failed, reference {}", reference, fault);
    return Problem.of(500, "internal", "the service failed; its log knows the reference")
        .withInstance(reference);
  }
}
