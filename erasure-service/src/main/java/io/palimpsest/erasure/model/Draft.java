package io.palimpsest.erasure.model;

import io.palimpsest.audit.AuditSource;
import io.palimpsest.audit.EntryType;
import io.palimpsest.audit.Statement;
import io.palimpsest.event.ErasureAction;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A request under change. Collects new state, journal lines and outgoing records, so that they are
 * written together or not at all. For one thread.
 */
public final class Draft {
  private final ErasureRequest before;
  private final Instant now;
  private final List<Outgoing> waiting;
  private final List<JournalLine> journal;
  private List<Task> tasks;
  private List<Approval> approvals;
  private Identity identity;
  private Demand demand;
  private State state;
  private @Nullable Plan plan;
  private @Nullable Instant approvedAt;
  private @Nullable String confirmation;
  private List<Residual> residuals;
  private @Nullable Long fence;
  private Past past;
  private Instant dueAt;
  private long version;
  private long last;
  private long statements;

  private Draft(ErasureRequest before, Instant now) {
    this.before = before;
    this.now = now;
    this.waiting = new ArrayList<>(before.outbox().waiting());
    this.journal = new ArrayList<>(before.journal());
    this.tasks = new ArrayList<>(before.tasks());
    this.approvals = before.approvals();
    this.identity = before.identity();
    this.demand = before.demand();
    this.state = before.state();
    this.plan = before.plan();
    this.approvedAt = before.approvedAt();
    this.confirmation = before.confirmation();
    this.residuals = before.residuals();
    this.fence = before.fence();
    this.past = before.past();
    this.dueAt = before.dueAt();
    this.version = before.version();
    this.last = before.outbox().last();
    this.statements = before.outbox().statements();
  }

  /** A request to be changed now. */
  public static Draft of(ErasureRequest request, Instant now) {
    return new Draft(request, now);
  }

  /** Announces the state as it is. */
  public Draft announced() {
    announce(null);
    return this;
  }

  /** Changes the state and announces it, unless its public name stays the same. */
  public Draft to(State next) {
    return to(next, null);
  }

  /** The same, with the index of the confirmation. */
  public Draft to(State next, @Nullable Long logIndex) {
    boolean visible = next.announced() != state.announced();
    state = next;
    if (visible) {
      announce(logIndex);
    }
    return this;
  }

  Draft raised() {
    version++;
    return this;
  }

  Draft sent(long upTo) {
    waiting.removeIf(outgoing -> outgoing.number() <= upTo);
    return this;
  }

  /**
   * Numbers statements on behind what the log has, and tells nothing that it has already.
   *
   * @param inLog number of the request's newest statement in the log
   */
  public Draft continuing(long inLog) {
    waiting.removeIf(
        outgoing ->
            outgoing instanceof Outgoing.Logged logged && logged.statement().seq() <= inLog);
    statements = Math.max(statements, inLog + 1);
    return this;
  }

  /** Says anew who is concerned. */
  public Draft identity(Identity next) {
    identity = next;
    return this;
  }

  /** Adds a line to the journal. */
  public Draft journal(String what, String detail) {
    journal.add(new JournalLine(now, what, detail));
    return this;
  }

  /**
   * Adds a statement for the log, numbered within this request, in its final bytes. Of a dry run
   * the log has its plan alone.
   */
  public Draft say(EntryType type, UnaryOperator<Statement> fields) {
    if (demand.options().dryRun() && type != EntryType.PLANNED) {
      return this;
    }
    Statement blank = Statement.of(AuditSource.request(before.ref()), statements++, type, now);
    String json = new String(fields.apply(blank).bytes(), StandardCharsets.UTF_8);
    waiting.add(new Outgoing.Logged(++last, json, null));
    return this;
  }

  /** Has each statement signed that is not yet. */
  Draft signed(Function<Outgoing.Logged, String> sign) {
    waiting.replaceAll(
        outgoing ->
            outgoing instanceof Outgoing.Logged logged && logged.proof() == null
                ? new Outgoing.Logged(logged.number(), logged.json(), sign.apply(logged))
                : outgoing);
    return this;
  }

  /** Sets the plan. */
  public Draft plan(Plan resolved) {
    plan = resolved;
    return this;
  }

  /** Sets the consents. */
  public Draft approvals(List<Approval> given) {
    approvals = given;
    return this;
  }

  /** The last consent needed is there. */
  public Draft approvedNow() {
    approvedAt = now;
    return this;
  }

  /** Sets the legal deadline. */
  public Draft due(Instant deadline) {
    dueAt = deadline;
    return this;
  }

  /** Keeps the confirmation's log entry. */
  public Draft confirmation(String entry) {
    confirmation = entry;
    return this;
  }

  /** Keeps the offset of the fence that covers the scope. */
  public Draft fence(@Nullable Long sequence) {
    fence = sequence;
    return this;
  }

  /** Sets what is left for a while. */
  public Draft residuals(List<Residual> left) {
    residuals = left;
    return this;
  }

  /** Opens one task per participant and hands the remote ones to the outbox. */
  public Draft open(List<Plan.Participation> who, ErasureAction action, int round) {
    tasks = new ArrayList<>(tasks);
    for (Plan.Participation participation : who) {
      Task task = Task.open(before, participation, action, round, now);
      tasks.add(task);
      hand(task);
    }
    return this;
  }

  /** Drops tasks of a kind that nobody did. */
  public Draft forgetOpen(ErasureAction action) {
    tasks = tasks.stream().filter(task -> task.done() || task.action() != action).toList();
    return this;
  }

  /** Changes one task. */
  public Draft task(UUID id, UnaryOperator<Task> change) {
    tasks = tasks.stream().map(t -> t.id().equals(id) ? change.apply(t) : t).toList();
    return this;
  }

  /** Gives a task another attempt and hands it out. */
  public Draft again(Task task) {
    Task next = task.again(now);
    task(task.id(), old -> next);
    hand(next);
    return this;
  }

  /** The reconcile that the leave calls for was started. */
  public Draft reconciled() {
    Past.Leave leave = Objects.requireNonNull(past.leave());
    past = past.with(new Past.Leave(leave.at(), leave.inboxEnds(), true));
    return this;
  }

  /** Owes a second delete, or does not owe it any more. */
  public Draft owingSecondDelete(boolean owed) {
    past = past.owing(owed);
    return this;
  }

  /** Another request does the work. */
  public Draft under(UUID cover) {
    past = past.under(cover);
    return this;
  }

  /** The scope may come back. */
  public Draft leave(List<InboxEnd> inboxEnds) {
    past = past.with(new Past.Leave(now, inboxEnds, false));
    return this;
  }

  /** Forgets every name: of the scope, of the requester, of the namespaces. */
  public Draft nameless() {
    demand = demand.nameless();
    plan = plan == null ? null : plan.nameless();
    approvals = approvals.stream().map(a -> new Approval("", a.digest(), a.at())).toList();
    return this;
  }

  /**
   * Names the demand again and forgets what was made of it: it is planned anew.
   *
   * @param ids public ids, outermost first
   * @param by key id of who names it
   * @param right in which right
   */
  public Draft named(List<String> ids, String by, Standing right) {
    demand = demand.named(ids, by, right);
    plan = null;
    approvals = List.of();
    tasks = new ArrayList<>();
    return this;
  }

  /** Nothing keeps the scope's name from coming back any more but what keeps any other. */
  public Draft unsuppressed() {
    demand = demand.unsuppressed();
    return this;
  }

  /** The request as it shall be stored. */
  public ErasureRequest done() {
    ErasureRequest next = built();
    boolean fresh = before.outbox().last() == 0 && last > 0;
    boolean kept = !demand.options().dryRun() && (fresh || !Mark.of(before).equals(Mark.of(next)));
    if (kept) {
      waiting.add(new Outgoing.Kept(++last));
      return built();
    }
    return next;
  }

  private ErasureRequest built() {
    boolean ends = state.ended() || (state instanceof State.Planned && demand.options().dryRun());
    List<Task> kept = Folding.tasks(tasks);
    return new ErasureRequest(
        before.id(),
        before.ref(),
        version,
        identity,
        demand,
        state,
        plan,
        approvals,
        kept,
        Folding.journal(journal),
        new Outbox(waiting, last, statements),
        dueAt,
        before.createdAt(),
        approvedAt,
        ends ? Optional.ofNullable(before.endedAt()).orElse(now) : null,
        confirmation,
        residuals,
        fence,
        kept.size() == tasks.size() ? past : past.folded(Folding.sums(past.folded(), tasks, kept)));
  }

  private void announce(@Nullable Long logIndex) {
    waiting.add(new Outgoing.Status(++last, state.announced(), now, logIndex));
  }

  private void hand(Task task) {
    if (!task.local()) {
      waiting.add(new Outgoing.Work(++last, task.id(), task.attempt()));
    }
  }
}
