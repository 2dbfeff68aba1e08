package io.palimpsest.erasure.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One erasure request as it is stored: everything that changes together, so that each transition is
 * one compare-and-set on {@code version}.
 *
 * @param id given by the requester
 * @param ref random reference, the only name of the request in the log
 * @param version rises by one with each change
 * @param identity digests by which the request's owner is known after its names are gone
 * @param demand what was asked
 * @param state where it stands
 * @param plan what it will do, null until the scope is resolved and for ever if there is none
 * @param approvals consents
 * @param tasks tasks of participants, in the order in which they were opened
 * @param journal what was intended and done
 * @param outbox what has to be told to others
 * @param dueAt legal deadline
 * @param createdAt when this service accepted the request
 * @param approvedAt when the last approval needed was there
 * @param endedAt when it ended
 * @param confirmation the confirmation's log entry, once it is committed
 * @param residuals what a confirmed erasure leaves for a while
 * @param fence offset of the fence that covers the scope, its own or that of the request which did
 *     the work; null before there is one
 * @param past what it has to know of its past
 */
public record ErasureRequest(
    UUID id,
    String ref,
    long version,
    Identity identity,
    Demand demand,
    State state,
    @Nullable Plan plan,
    List<Approval> approvals,
    List<Task> tasks,
    List<JournalLine> journal,
    Outbox outbox,
    Instant dueAt,
    Instant createdAt,
    @Nullable Instant approvedAt,
    @Nullable Instant endedAt,
    @Nullable String confirmation,
    List<Residual> residuals,
    @Nullable Long fence,
    Past past) {
  private static final int MOST_ROUNDS = 3;

  /** Copies the lists. */
  public ErasureRequest {
    approvals = List.copyOf(approvals);
    tasks = List.copyOf(tasks);
    journal = List.copyOf(journal);
    residuals = List.copyOf(residuals);
    past = Objects.requireNonNullElse(past, Past.NONE);
  }

  /** A request of which nothing was written yet. */
  public static ErasureRequest blank(
      UUID id, String ref, Identity identity, Demand demand, Instant dueAt, Instant now) {
    return new ErasureRequest(
        id,
        ref,
        0,
        identity,
        demand,
        new State.Received(),
        null,
        List.of(),
        List.of(),
        List.of(),
        Outbox.empty(),
        dueAt,
        now,
        null,
        null,
        null,
        List.of(),
        null,
        Past.NONE);
  }

  /** The same as the store keeps it after a change: one version further. */
  public ErasureRequest raised() {
    return Draft.of(this, createdAt).raised().done();
  }

  /** The same, with a signature beside each statement that has none: it is made once. */
  public ErasureRequest signed(Function<Outgoing.Logged, String> sign) {
    return Draft.of(this, createdAt).signed(sign).done();
  }

  /** The same, with the outbox acknowledged up to a number. */
  public ErasureRequest sent(long upTo) {
    return Draft.of(this, createdAt).sent(upTo).done();
  }

  /** The round under way. Only for states that have one. */
  public int round() {
    return state
        .rounds()
        .orElseThrow(() -> new IllegalStateException("no round in state " + state));
  }

  /** Number of a round that no task had yet. */
  public int nextRound() {
    return 1 + tasks.stream().mapToInt(Task::round).max().orElse(0);
  }

  /** The plan. Only for states that have one. */
  public Plan planned() {
    if (plan == null) {
      throw new IllegalStateException("request " + ref + " has no plan");
    }
    return plan;
  }

  /** The task with this id. */
  public Optional<Task> task(UUID taskId) {
    return tasks.stream().filter(task -> task.id().equals(taskId)).findFirst();
  }

  /** Tasks that wait for a receipt of an attempt under way. */
  public Stream<Task> openTasks() {
    return tasks.stream().filter(task -> !task.done());
  }

  /** Number of a task in the order in which all tasks were opened, from 1. */
  public long intent(Task task) {
    boolean afterTheFold = task.round() > tasks.getFirst().round() + 1;
    return 1L + tasks.indexOf(task) + (afterTheFold ? past.folded().tasks() : 0);
  }

  /** How many tasks were ever opened. */
  public int opened() {
    return tasks.size() + past.folded().tasks();
  }

  /** When the last of its attempts to delete expires; empty when there was none. */
  public Optional<Instant> deletesUntil() {
    return Stream.concat(
            Stream.ofNullable(past.folded().until()),
            tasks.stream().filter(Task::erases).map(Task::expiresAt))
        .max(Comparator.naturalOrder());
  }

  /** Whether some participant's newest attempt failed. */
  public boolean partiallyFailed() {
    return tasks.stream().anyMatch(Task::failed);
  }

  /** What stands beside the state: something failed, or somebody has to see to it. */
  public List<String> flags() {
    List<String> flags = new ArrayList<>();
    if (partiallyFailed()) {
      flags.add("PARTIALLY_FAILED");
    }
    if (state.ownerless()) {
      flags.add("WITHOUT_OWNER");
    }
    if (stopped()) {
      flags.add("STOPPED");
    }
    return flags;
  }

  /** What somebody has to look at before it can end, as its last inventory says. */
  public List<Inventory.Doubt> doubts() {
    return plan == null || plan.inventory() == null || ended()
        ? List.of()
        : plan.inventory().doubts().stream().distinct().toList();
  }

  /**
   * Whether somebody has to be called: it cannot end as things are, or something is still there
   * after three rounds of deletion.
   */
  public boolean stopped() {
    return !doubts().isEmpty() || (!ended() && state.rounds().orElse(0) > MOST_ROUNDS);
  }

  /** Ended, and everything that it had to tell is told. */
  public boolean settled() {
    return ended() && !state.revisiting() && outbox.waiting().isEmpty();
  }

  /** Nothing follows: an end, or the plan of a dry run. */
  public boolean ended() {
    return state.ended() || plannedOnly();
  }

  /** Whether it is the plan of a dry run that still names something. */
  public boolean previews() {
    return plannedOnly() && !demand.ids().isEmpty();
  }

  private boolean plannedOnly() {
    return state instanceof State.Planned && demand.options().dryRun();
  }
}
