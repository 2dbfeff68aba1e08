package io.palimpsest.erasure.model;

import io.palimpsest.event.ErasureState;
import java.time.Instant;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where a request stands, and what follows from it. Finer than what is announced: {@link
 * #announced()} is the public name.
 */
public sealed interface State {
  /** Every state, leaf by leaf. */
  static Stream<Class<?>> alternatives() {
    return alternatives(State.class);
  }

  private static Stream<Class<?>> alternatives(Class<?> type) {
    return type.isSealed()
        ? Stream.of(type.getPermittedSubclasses()).flatMap(State::alternatives)
        : Stream.of(type);
  }

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

  /** Whether the request does the work for others whose scope lies under its own. */
  default boolean covers() {
    return false;
  }

  /** Whether only one request of a scope can be here: of two at once, one attaches. */
  default boolean claims() {
    return false;
  }

  /** Whether something was found of which nothing says whose it is: somebody has to see to it. */
  default boolean ownerless() {
    return false;
  }

  /** Whether the demand can be taken back: nothing is fenced for it. */
  default boolean revocable() {
    return false;
  }

  /** Index of the confirmation in the log, once there is one. */
  default OptionalLong confirmation() {
    return OptionalLong.empty();
  }

  /** Round of deletion or of looking, where there is one. */
  default OptionalInt rounds() {
    return OptionalInt.empty();
  }

  /** Before the point of no return. */
  sealed interface Revocable extends State {
    @Override
    default boolean revocable() {
      return true;
    }
  }

  /** Past the point of no return, not ended. */
  sealed interface Working extends State {
    @Override
    default boolean covers() {
      return true;
    }
  }

  /** Past the point of no return, nothing deleted yet. */
  sealed interface Claiming extends Working {
    @Override
    default boolean claims() {
      return true;
    }
  }

  /** An end, whatever is looked at afterwards. */
  sealed interface Ended extends State {
    @Override
    default boolean ended() {
      return true;
    }
  }

  /** Ended with an entry in the log. */
  sealed interface Confirmed extends Ended {
    /** Index of the confirmation in the log. */
    long logIndex();

    /** How far the looks after the end have got. */
    Watch watch();

    @Override
    default ErasureState announced() {
      return ErasureState.CONFIRMED_LIVE;
    }

    @Override
    default OptionalLong confirmation() {
      return OptionalLong.of(logIndex());
    }
  }

  /** Confirmed, and something is looked at again. */
  sealed interface Revisiting extends Confirmed {
    /** Round of verification. */
    int round();

    @Override
    default boolean revisiting() {
      return true;
    }

    @Override
    default OptionalInt rounds() {
      return OptionalInt.of(round());
    }
  }

  /** Accepted, durable; nothing is known of the scope yet. */
  record Received() implements Revocable {
    @Override
    public ErasureState announced() {
      return ErasureState.RECEIVED;
    }
  }

  /**
   * The registry does not know the scope; whether anything else does is being found out.
   *
   * @param ends where the inbox ended when the registry had been asked
   * @param again when to look again, null for at once
   * @param ownerless whether the last look found something that nobody owns
   */
  record Searching(InboxEnds ends, @Nullable Instant again, boolean ownerless)
      implements Revocable {
    @Override
    public ErasureState announced() {
      return ErasureState.RECEIVED;
    }
  }

  /** The scope is resolved and the plan is written. The end of a dry run. */
  record Planned() implements Revocable {
    @Override
    public ErasureState announced() {
      return ErasureState.PLANNED;
    }
  }

  /** Waits for approvers. */
  record AwaitingApproval() implements Revocable {
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
  record Attached(UUID to) implements Revocable {
    @Override
    public ErasureState announced() {
      return ErasureState.FENCED;
    }
  }

  /** The intent to fence is journalled: from here on nobody can cancel. */
  record Fencing() implements Claiming {
    @Override
    public ErasureState announced() {
      return ErasureState.AWAITING_APPROVAL;
    }
  }

  /**
   * The fence is written and acknowledged.
   *
   * @param sequence offset of the fence
   */
  record Fenced(long sequence) implements Claiming {
    @Override
    public ErasureState announced() {
      return ErasureState.FENCED;
    }
  }

  /** No write admitted before the fence can land any more. */
  record Drained() implements Claiming {
    @Override
    public ErasureState announced() {
      return ErasureState.DRAINED;
    }
  }

  /** The export that the request asked for is written. */
  record Exported() implements Claiming {
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
  record Deleting(int round) implements Working {
    @Override
    public ErasureState announced() {
      return ErasureState.DELETING;
    }

    @Override
    public OptionalInt rounds() {
      return OptionalInt.of(round);
    }
  }

  /**
   * Participants and the verifier look for what may remain.
   *
   * @param round the round of deletion that is checked
   */
  record Verifying(int round) implements Working {
    @Override
    public ErasureState announced() {
      return ErasureState.VERIFYING;
    }

    @Override
    public OptionalInt rounds() {
      return OptionalInt.of(round);
    }
  }

  /** Nothing remains; the confirmation is on its way into the log. */
  record Verified() implements Working {
    @Override
    public ErasureState announced() {
      return ErasureState.VERIFYING;
    }
  }

  /** Nothing can be read or found any more, and the log says so. */
  record ConfirmedLive(long logIndex, Watch watch) implements Confirmed {
    /** Just confirmed. */
    public ConfirmedLive(long logIndex) {
      this(logIndex, Watch.NONE);
    }
  }

  /** Confirmed, and looked at once more. */
  record Patrolling(long logIndex, Watch watch, int round) implements Revisiting {}

  /** Confirmed, and something had come back: it is deleted again. */
  record Repairing(long logIndex, Watch watch, int round) implements Revisiting {}

  /** Confirmed, and what was left is looked for. */
  record Expiring(long logIndex, Watch watch, int round) implements Revisiting {}

  /** Every residual was checked to be gone, too. */
  record PhysicallyExpired(long logIndex, Watch watch) implements Confirmed {
    @Override
    public ErasureState announced() {
      return ErasureState.PHYSICALLY_EXPIRED;
    }
  }

  /** There was nothing under the ids: nothing was erased, and nothing says so. Final. */
  record NothingFound() implements Ended {
    @Override
    public ErasureState announced() {
      return ErasureState.NOTHING_FOUND;
    }
  }

  /**
   * Refused before anything was fenced; an appeal reopens it.
   *
   * @param problem machine-readable reason
   * @param words the reason as it was written for whoever asked, null for none
   */
  record Rejected(String problem, @Nullable String words) implements Ended {
    @Override
    public ErasureState announced() {
      return ErasureState.REJECTED;
    }
  }

  /** Taken back before the intent to fence. */
  record Cancelled() implements Ended {
    @Override
    public ErasureState announced() {
      return ErasureState.CANCELLED;
    }
  }
}
