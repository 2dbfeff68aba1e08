package io.palimpsest.fencing;

import io.palimpsest.messaging.proof.Proof;

/** A record about fences or writers does not say who wrote it; no retry helps. */
public final class UnprovenFenceException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnprovenFenceException(String topic, long offset, Proof.Reason reason) {
    super("%s: the record at offset %d is not proven (%s)".formatted(topic, offset, reason.code()));
  }
}
