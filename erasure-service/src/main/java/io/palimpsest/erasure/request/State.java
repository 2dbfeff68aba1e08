package io.palimpsest.erasure.request;

import io.palimpsest.event.ErasureState;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * Where a request stands. Finer than what is announced: {@link #announced()} is the public name.
 */
public sealed interface State {
  /** The name of the state in events and answers. */
  ErasureState announced();

  /** Whether nothing follows. */
  default boolean ended() {
    return false;
  }

  /** Whether there is work although the request has ended: something is looked at again. */
  default boolean revisiting() {
    return false;
  }

  /** Index of the confirmation in the log, once there is one. */
  default OptionalLong confirmation() {
    return OptionalLong.empty();
  }

  /** Accepted, durable; nothing is known of the scope yet. */
  record Received() implements State {
    @Override
    public ErasureState announced() {
      return ErasureState.RECEIVED;
    }
  }

  /** The scope is resolved and the plan is written. The end of a dry run. */
  record Planned() implements State {
    @Override
    public ErasureState announced() {
      return ErasureState.PLANNED;
    }
  }

  /** Waits for approvers. */
  record AwaitingApproval() implements State {
    @Override
    public ErasureState announced() {
      return ErasureState.AWAITING_APPROVAL;
    }
  }

  /** The intent to fence is journalled: from here on nobody can cancel. */
  record Fencing() implements State {
    @Override
    public ErasureState announced() {
      return ErasureState.AWAITING_APPROVAL;
    }
  }

  /**
   * Another request erases a scope that covers this one; this one waits, then makes its own check.
   *
   * @param to id of the request that does the work
   */
  record Attached(UUID to) implements State {
    @Override
    public ErasureState announced() {
      return ErasureState.FENCED;
    }
  }

  /**
   * The fence is written and acknowledged.
   *
   * @param sequence offset of the fence
   */
  record Fenced(long sequence) implements State {
    @Override
    public ErasureState announced() {
      return ErasureState.FENCED;
    }
  }

  /** No write admitted before the fence can land any more. */
  record Drained() implements State {
    @Override
    public ErasureState announced() {
      return ErasureState.DRAINED;
    }
  }

  /** The export that the request asked for is written. */
  record Exported() implements State {
    @Override
    public ErasureState announced() {
      return ErasureState.EXPORTED;
    }
  }

  /**
   * Participants delete, stage by stage.
   *
   * @param round 1, and one more each time that verification found something
   */
  record Deleting(int round) implements State {
    @Override
    public ErasureState announced() {
      return ErasureState.DELETING;
    }
  }

  /**
   * Participants and the verifier look for what may remain.
   *
   * @param round the round of deletion that is checked
   */
  record Verifying(int round) implements State {
    @Override
    public ErasureState announced() {
      return ErasureState.VERIFYING;
    }
  }

  /** Nothing remains; the confirmation is on its way into the log. */
  record Verified() implements State {
    @Override
    public ErasureState announced() {
      return ErasureState.VERIFYING;
    }
  }

  /**
   * Nothing can be read or found any more, and the log says so.
   *
   * @param logIndex index of the confirmation in the log
   * @param watch how far the looks after the end have got
   */
  record ConfirmedLive(long logIndex, Watch watch) implements State {
    /** Just confirmed. */
    public ConfirmedLive(long logIndex) {
      this(logIndex, Watch.NONE);
    }

    @Override
    public ErasureState announced() {
      return ErasureState.CONFIRMED_LIVE;
    }

    @Override
    public boolean ended() {
      return true;
    }

    @Override
    public OptionalLong confirmation() {
      return OptionalLong.of(logIndex);
    }
  }

  /**
   * Confirmed, and looked at once more.
   *
   * @param logIndex index of the confirmation in the log
   * @param watch why, and what was found
   * @param round round of verification
   */
  record Patrolling(long logIndex, Watch watch, int round) implements State {
    @Override
    public ErasureState announced() {
      return ErasureState.CONFIRMED_LIVE;
    }

    @Override
    public boolean ended() {
      return true;
    }

    @Override
    public boolean revisiting() {
      return true;
    }

    @Override
    public OptionalLong confirmation() {
      return OptionalLong.of(logIndex);
    }
  }

  /**
   * Confirmed, and something had come back: it is deleted again.
   *
   * @param logIndex index of the confirmation in the log
   * @param watch why, and what was found
   * @param round round of verification that found it
   */
  record Repairing(long logIndex, Watch watch, int round) implements State {
    @Override
    public ErasureState announced() {
      return ErasureState.CONFIRMED_LIVE;
    }

    @Override
    public boolean ended() {
      return true;
    }

    @Override
    public boolean revisiting() {
      return true;
    }

    @Override
    public OptionalLong confirmation() {
      return OptionalLong.of(logIndex);
    }
  }

  /**
   * Confirmed, and what was left is looked for.
   *
   * @param logIndex index of the confirmation in the log
   * @param watch how far the looks after the end have got
   * @param round round of verification
   */
  record Expiring(long logIndex, Watch watch, int round) implements State {
    @Override
    public ErasureState announced() {
      return ErasureState.CONFIRMED_LIVE;
    }

    @Override
    public boolean ended() {
      return true;
    }

    @Override
    public boolean revisiting() {
      return true;
    }

    @Override
    public OptionalLong confirmation() {
      return OptionalLong.of(logIndex);
    }
  }

  /**
   * Every residual was checked to be gone, too.
   *
   * @param logIndex index of the confirmation in the log
   * @param watch how far the looks after the end had got
   */
  record PhysicallyExpired(long logIndex, Watch watch) implements State {
    @Override
    public ErasureState announced() {
      return ErasureState.PHYSICALLY_EXPIRED;
    }

    @Override
    public OptionalLong confirmation() {
      return OptionalLong.of(logIndex);
    }

    @Override
    public boolean ended() {
      return true;
    }
  }

  /**
   * Refused for good before anything was fenced.
   *
   * @param problem machine-readable reason
   */
  record Rejected(String problem) implements State {
    @Override
    public ErasureState announced() {
      return ErasureState.REJECTED;
    }

    @Override
    public boolean ended() {
      return true;
    }
  }

  /** Taken back before the intent to fence. */
  record Cancelled() implements State {
    @Override
    public ErasureState announced() {
      return ErasureState.CANCELLED;
    }

    @Override
    public boolean ended() {
      return true;
    }
  }
}
