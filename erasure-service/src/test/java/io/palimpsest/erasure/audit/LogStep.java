package io.palimpsest.erasure.audit;

import io.palimpsest.audit.log.Resources;
import io.palimpsest.audit.log.TilePath;
import java.util.Optional;

/** What sequencer and signer do that others can see. There is nothing else by which they act. */
enum LogStep {
  SEQUENCER_FENCES,
  SEQUENCER_BEGINS,
  SEQUENCER_WRITES,
  SEQUENCER_PASSES_OFFSETS,
  SEQUENCER_COMMITS,
  SEQUENCER_PARKS,
  SEQUENCER_KEEPS_NUMBERING,
  SIGNER_FENCES,
  SIGNER_WRITES_BUNDLE,
  SIGNER_WRITES_FULL_BUNDLE,
  SIGNER_WRITES_TILE,
  SIGNER_WRITES_FULL_TILE,
  SIGNER_BEGINS,
  SIGNER_ANNOUNCES,
  SIGNER_COMMITS,
  SIGNER_WRITES_CHECKPOINT,
  SIGNER_REMOVES_PARTIALS;

  /** When in a step. */
  enum Moment {
    /** Nothing of it was done; of a file, half lies beside its place. */
    BEFORE,
    /** It is done, and nobody was told. */
    AFTER
  }

  /** By a call of the sequencer's producer; empty for one that only asks or closes. */
  static Optional<LogStep> ofSequencer(String call) {
    return switch (call) {
      case "initTransactions" -> Optional.of(SEQUENCER_FENCES);
      case "beginTransaction" -> Optional.of(SEQUENCER_BEGINS);
      case "send" -> Optional.of(SEQUENCER_WRITES);
      case "sendOffsetsToTransaction" -> Optional.of(SEQUENCER_PASSES_OFFSETS);
      case "commitTransaction" -> Optional.of(SEQUENCER_COMMITS);
      default -> without(call);
    };
  }

  /** By a call of the signer's producer. */
  static Optional<LogStep> ofSigner(String call) {
    return switch (call) {
      case "initTransactions" -> Optional.of(SIGNER_FENCES);
      case "beginTransaction" -> Optional.of(SIGNER_BEGINS);
      case "send" -> Optional.of(SIGNER_ANNOUNCES);
      case "commitTransaction" -> Optional.of(SIGNER_COMMITS);
      default -> without(call);
    };
  }

  /** By a call of the files. */
  static Optional<LogStep> ofFiles(String call, String path) {
    return switch (call) {
      case "read", "parts" -> Optional.empty();
      case "remove" -> Optional.of(SIGNER_REMOVES_PARTIALS);
      case "write" -> Optional.of(written(path));
      default -> without(call);
    };
  }

  /** By a call of what keeps refused statements. */
  static Optional<LogStep> ofParked(String call) {
    return call.equals("park") ? Optional.of(SEQUENCER_PARKS) : without(call);
  }

  private static LogStep written(String path) {
    if (path.equals(KeptNumbering.PATH)) {
      return SEQUENCER_KEEPS_NUMBERING;
    }
    if (path.equals(Resources.CHECKPOINT)) {
      return SIGNER_WRITES_CHECKPOINT;
    }
    TilePath tile = TilePath.parse(path).orElseThrow();
    if (tile.level() == TilePath.ENTRIES) {
      return tile.isFull() ? SIGNER_WRITES_FULL_BUNDLE : SIGNER_WRITES_BUNDLE;
    }
    return tile.isFull() ? SIGNER_WRITES_FULL_TILE : SIGNER_WRITES_TILE;
  }

  /** A new kind of effect has to become a step before it passes. */
  private static Optional<LogStep> without(String call) {
    return switch (call) {
      case "close", "flush", "toString", "hashCode", "equals" -> Optional.empty();
      default -> throw new AssertionError(call + " is no step");
    };
  }
}
