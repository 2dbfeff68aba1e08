package io.palimpsest.reembed.app;

import io.palimpsest.reembed.index.WriteStage;
import java.util.Optional;

/**
 * What writes to the second target.
 *
 * @param stage empty when there is no second target
 */
record SecondWriting(Optional<WriteStage> stage) {
  /** The stage, where there is a second target. */
  WriteStage get() {
    return stage.orElseThrow();
  }
}
