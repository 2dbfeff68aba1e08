package io.palimpsest.erasure.saga;

import io.palimpsest.erasure.request.ErasureRequest;

/** What a store does with a version. */
final class Versions {
  private Versions() {}

  static ErasureRequest raised(ErasureRequest r) {
    return new ErasureRequest(
        r.id(),
        r.ref(),
        r.version() + 1,
        r.identity(),
        r.demand(),
        r.state(),
        r.plan(),
        r.approvals(),
        r.tasks(),
        r.journal(),
        r.outbox(),
        r.dueAt(),
        r.createdAt(),
        r.approvedAt(),
        r.endedAt(),
        r.confirmation(),
        r.residuals());
  }
}
