package io.palimpsest.ingest.bulk;

import io.palimpsest.ingest.entry.Refusal;

/** What a line does, or would do. */
sealed interface Effect {
  /** Something new comes in. */
  record Create() implements Effect {}

  /** Something changes. */
  record Change() implements Effect {}

  /** It is so already. */
  record Same() implements Effect {}

  /**
   * Nothing can be done.
   *
   * @param refusal why
   */
  record Refused(Refusal refusal) implements Effect {}
}
