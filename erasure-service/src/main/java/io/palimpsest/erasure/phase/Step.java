package io.palimpsest.erasure.phase;

import io.palimpsest.erasure.model.InboxEnds;
import io.palimpsest.erasure.model.Task;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a request needs next. The planner names it, the saga does it. */
public sealed interface Step {
  /** Ask the registry what the scope is, and write the plan. */
  record Resolve() implements Step {}

  /**
   * Find out whether anything knows the scope that the registry does not know.
   *
   * @param ends what ingest has to be past first
   */
  record Search(InboxEnds ends) implements Step {}

  /** Forget what a plan of a dry run names. */
  record Forget() implements Step {}

  /** Ask people. */
  record AskApproval() implements Step {}

  /**
   * Leave the work to a request that covers this one.
   *
   * @param to id of that request
   */
  record Attach(UUID to) implements Step {}

  /** The request that did the work has ended well: begin the own check. */
  record CheckAfterCover() implements Step {}

  /** The request that was to do the work did not do it: go on by oneself. */
  record Detach() implements Step {}

  /** Journal the intent to fence. */
  record IntendFence() implements Step {}

  /** Write the fence. */
  record Fence() implements Step {}

  /**
   * Wait until every writer has observed the fence or is evicted.
   *
   * @param sequence the fence
   * @param late whether it is asked for so long after the fence that a writer may have been evicted
   *     for it before, and buried
   */
  record Drain(long sequence, boolean late) implements Step {}

  /**
   * Take the inventory.
   *
   * @param round round of deletion that it is for
   */
  record TakeInventory(int round) implements Step {}

  /** Journal the intent to export. */
  record Export() implements Step {}

  /** The export is over: go on. */
  record FinishExport() implements Step {}

  /** Go over to deletion. */
  record BeginDeleting() implements Step {}

  /**
   * Open the tasks of one stage.
   *
   * @param stage the stage
   */
  record OpenStage(int stage) implements Step {}

  /**
   * Give tasks another attempt.
   *
   * @param tasks tasks whose attempt failed or was not answered in time
   */
  record Retry(List<Task> tasks) implements Step {
    /** Copies the list. */
    public Retry {
      tasks = List.copyOf(tasks);
    }
  }

  /** A writer was evicted in the drain: a second round of deletion. */
  record DeleteSecond() implements Step {}

  /** Leave was given: what came back is compared with the store. */
  record Reconcile() implements Step {}

  /** Everything is deleted: open the tasks of verification. */
  record BeginVerifying() implements Step {}

  /** Verification found something: delete again. */
  record DeleteAgain() implements Step {}

  /** Nothing remains: write the confirmation for the log. */
  record Conclude() implements Step {}

  /** Look again, after the end. */
  record BeginPatrol() implements Step {}

  /** The look after the end found something: delete it again. */
  record Repair() implements Step {}

  /** The look after the end is over. */
  record EndPatrol() implements Step {}

  /** Look for what the erasure left and whose date has come. */
  record BeginExpiry() implements Step {}

  /** The look for what was left is over. */
  record EndExpiry() implements Step {}

  /** All that was left was checked to be gone. */
  record Expire() implements Step {}

  /**
   * Nothing to do before something happens.
   *
   * @param what what it waits for
   * @param until when to look again by itself, null for never
   */
  record Await(Awaited what, @Nullable Instant until) implements Step {}

  /** Nothing follows. */
  record Done() implements Step {}

  /** What a request can wait for. */
  enum Awaited {
    INBOX,
    APPROVAL,
    HOLD_RELEASED,
    COVERING_REQUEST,
    RECEIPTS,
    NEXT_ROUND,
    LOG_ENTRY
  }
}
