package io.palimpsest.local.vectors.call;

import java.util.concurrent.CompletionStage;

/** Answers calls. Authorisation, counting and faults are decorators of this. */
@FunctionalInterface
public interface CallHandler {

  /**
   * Answers one call. A write's stage completes once the write is on disk.
   *
   * @return a stage that fails with {@link Refusal} when the caller is at fault
   */
  CompletionStage<Reply> handle(Call call);
}
