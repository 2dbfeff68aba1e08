package io.palimpsest.erasure.verify;

import io.palimpsest.erasure.model.ErasureRequest;
import io.palimpsest.erasure.model.Plan;
import io.palimpsest.erasure.model.Receipt;
import io.palimpsest.erasure.model.Task;
import io.palimpsest.erasure.participant.Participants;
import io.palimpsest.erasure.plan.Enumeration;
import io.palimpsest.erasure.saga.LocalParticipant;
import io.palimpsest.fencing.Deadline;
import io.palimpsest.fencing.Ticker;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * Verification of the vector store: every namespace of every index is read twice, with the store's
 * visibility bound between, and each reading counts only if the control vector was found in each
 * index. Where the store tells the place of a write in its log, the second reading is at one not
 * below that of the deletes. The first reading may have been made ahead, while later stages still
 * delete elsewhere. Between both everything is listed anew: a namespace that is the scope's by its
 * name is looked for, whoever named it.
 */
final class Verifier implements LocalParticipant {
  private static final int LOOKS = 2;

  private final VerifierStores stores;
  private final VerifierSettings settings;
  private final ControlVector control;
  private final ListedNames names;
  private final Ahead ahead;
  private final Predicate<String> lives;

  /**
   * @param lives whether a scope with a uid lives
   */
  Verifier(
      VerifierStores stores,
      VerifierSettings settings,
      ListedNames names,
      Predicate<String> lives) {
    this.lives = lives;
    this.stores = stores;
    this.names = names;
    this.settings = settings;
    this.control = new ControlVector(settings.controlNamespace());
    this.ahead = new Ahead(this::read);
  }

  @Override
  public String name() {
    return Participants.VERIFIER;
  }

  @Override
  public void lookAhead(ErasureRequest request) {
    ahead.begin(request);
  }

  @Override
  public Receipt perform(ErasureRequest request, Task task) throws InterruptedException {
    CompletableFuture<List<String>> listing = names.asked();
    Reading first = ahead.take(request, task).orElseGet(() -> read(request));
    if (!first.blind().isEmpty()) {
      stores.plant(control);
      return blind(task, 1, request.planned());
    }
    pause(first);
    Optional<ReadMarks.Mark> mark = mark(request, task.round());
    if (mark.filter(ReadMarks.Mark::isBehind).isPresent()) {
      return Receipt.failed(task.attempt(), "lsn.behind");
    }
    Enumeration all = enumerated(request.planned(), listing);
    Plan plan = request.planned().lookedForIn(all.own(), all.shared());
    Reading second = read(plan, request.ref());
    return second.blind().isEmpty()
        ? receipt(task, Math.max(first.remaining(), second.remaining()), all.doubts())
            .seeing(seen(true, LOOKS, plan, mark))
        : blind(task, LOOKS, plan);
  }

  /**
   * After the end the plan has no names to compare with: what it looks for is enumerated already.
   */
  private static Enumeration enumerated(Plan plan, CompletableFuture<List<String>> listing) {
    List<String> listed = listing.join();
    return plan.scope().id().isEmpty()
        ? new Enumeration(plan.namespaces(), plan.sharedNamespaces(), 0)
        : Enumeration.of(plan, listed);
  }

  private Reading read(ErasureRequest request) {
    return read(request.planned(), request.ref());
  }

  private Reading read(Plan plan, String ref) {
    return Reading.of(stores, settings, control, lives, plan, ref);
  }

  /** How far what is read now knows of the deletes, as far as the store says so. */
  private Optional<ReadMarks.Mark> mark(ErasureRequest request, int round) {
    return new ReadMarks(stores.home(request.ref()))
        .least(
            DeleteMarks.of(request, round), Deadline.after(Ticker.system(), settings.deadline()));
  }

  /** Without the control nothing is known. */
  private Receipt blind(Task task, int looks, Plan plan) {
    return Receipt.failed(task.attempt(), "control.not_found")
        .seeing(seen(false, looks, plan, Optional.empty()));
  }

  private Receipt.Seen seen(boolean found, int looks, Plan plan, Optional<ReadMarks.Mark> mark) {
    return new Receipt.Seen(
        found,
        looks,
        stores.sides().size(),
        plan.namespaces().size() + plan.sharedNamespaces().size(),
        mark.map(ReadMarks.Mark::deleted).orElse(null),
        mark.map(ReadMarks.Mark::read).orElse(null));
  }

  /**
   * What nobody can say whose it is keeps the erasure from its end like what is known to be left.
   */
  private Receipt receipt(Task task, long found, int doubts) {
    long remaining = found + doubts;
    return new Receipt(
        task.attempt(),
        remaining,
        0,
        remaining,
        "list_fetch_filter",
        "reads:%d,indexes:%d,control:found,remaining:%d,doubts:%d"
            .formatted(LOOKS, stores.sides().size(), found, doubts),
        List.of(),
        null);
  }

  /** A pause that the protocol asks for: both readings have to lie that far apart. */
  private void pause(Reading first) throws InterruptedException {
    long left = first.endedAt() + settings.visibility().toNanos() - Ticker.system().nanos();
    boolean over = !new CountDownLatch(1).await(Math.max(0, left), TimeUnit.NANOSECONDS);
    if (!over) {
      throw new IllegalStateException("nobody counts it down");
    }
  }
}
