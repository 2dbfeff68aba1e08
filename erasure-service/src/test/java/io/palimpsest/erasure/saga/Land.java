package io.palimpsest.erasure.saga;

import io.palimpsest.erasure.model.Approval;
import io.palimpsest.erasure.model.Demand;
import io.palimpsest.erasure.model.ErasureRequest;
import io.palimpsest.erasure.model.Outgoing;
import io.palimpsest.erasure.model.Plan;
import io.palimpsest.erasure.model.Receipt;
import io.palimpsest.erasure.model.Scope;
import io.palimpsest.erasure.model.Standing;
import io.palimpsest.erasure.model.State;
import io.palimpsest.erasure.model.Task;
import io.palimpsest.erasure.phase.Answers;
import io.palimpsest.erasure.phase.ApprovalPolicy;
import io.palimpsest.erasure.phase.Consent;
import io.palimpsest.erasure.phase.PatrolPolicy;
import io.palimpsest.erasure.phase.Planner;
import io.palimpsest.erasure.phase.Resolution;
import io.palimpsest.erasure.phase.Samples;
import io.palimpsest.erasure.plan.Candidate;
import io.palimpsest.erasure.plan.EntityPage;
import io.palimpsest.erasure.plan.Enumeration;
import io.palimpsest.erasure.plan.Inventories;
import io.palimpsest.erasure.plan.KeptNames;
import io.palimpsest.erasure.plan.LedgerPlaces;
import io.palimpsest.erasure.plan.PlanMaker;
import io.palimpsest.erasure.plan.ResolvedScope;
import io.palimpsest.erasure.plan.ScopeDirectory;
import io.palimpsest.erasure.plan.StoreSide;
import io.palimpsest.erasure.plan.ThreeSides;
import io.palimpsest.event.ErasureAction;
import io.palimpsest.event.ScopeType;
import io.palimpsest.fencing.Drain;
import io.palimpsest.fencing.Drained;
import io.palimpsest.fencing.FenceLog;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One request and everything around it, on one thread, and what comes under its scope when. */
final class Land implements ScopeDirectory, StoreSide, LedgerPlaces, FenceLog {
  private static final int ENOUGH = 60;

  /** When it comes. */
  enum When {
    RECEIVED,
    PLANNED,
    AWAITING_APPROVAL,
    APPROVED,
    FENCE_INTENDED,
    FENCED,
    DRAINING
  }

  /** What comes. */
  enum What {
    /** A tenant scope that is registered, with a vector. */
    CHILD,
    /** A vector of an entity, by ingest and reembed, in a namespace that the ledger knows. */
    ENTITY,
    /** A vector without a uid in a namespace under the owner's name, by somebody else. */
    FOREIGN
  }

  record Cell(ScopeType type, When when, What what) {}

  record Outcome(boolean came, boolean confirmed, long left, boolean stopped) {
    @Override
    public String toString() {
      return (confirmed ? "confirmed" : stopped ? "stopped" : "open") + ", left " + left;
    }
  }

  record Vector(String namespace, Set<UUID> uids) {}

  private final Cell cell;
  private final boolean inventoried;
  private final List<Scope> path;
  private final List<Scope> children = new ArrayList<>();
  private final List<Vector> vectors = new ArrayList<>();
  private final List<Place> places = new ArrayList<>();
  private final MemoryRequests requests = new MemoryRequests(new Seam(-1));
  private final List<Runnable> receipts = new ArrayList<>();
  private final ErasureRequest first;
  private Vector late = new Vector("", Set.of());
  private boolean came;
  private Instant now = Samples.NOW;

  Land(Cell cell, boolean inventoried) {
    this.cell = cell;
    this.inventoried = inventoried;
    this.path = path(cell.type());
    ErasureRequest sample = Samples.received(cell.type(), Standing.COMPLIANCE, false);
    Demand demand = sample.demand();
    this.first =
        Resolution.received(
            UUID.randomUUID(),
            sample.ref(),
            sample.identity(),
            new Demand(
                cell.type(),
                path.stream().map(Scope::id).toList(),
                demand.reason(),
                demand.requestedBy(),
                demand.standing(),
                demand.receivedAt(),
                null,
                false,
                demand.options()),
            now);
    requests.insert(first);
    vectors.add(new Vector(home(), uids()));
  }

  Outcome erase() {
    try {
      for (int turn = 0; turn < ENOUGH && !request().ended(); turn++) {
        now = now.plusSeconds(30);
        new Drive(parts(), first.id(), () -> false).run();
        approve();
        List<Runnable> answers = List.copyOf(receipts);
        receipts.clear();
        answers.forEach(Runnable::run);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    ErasureRequest end = request();
    long left = vectors.stream().filter(this::isOurs).count();
    return new Outcome(
        came, end.state() instanceof State.Verified || end.ended(), left, end.stopped());
  }

  private boolean isOurs(Vector vector) {
    return vector.equals(late) || vector.uids().contains(path.getLast().uid());
  }

  private ErasureRequest request() {
    return requests.find(first.id()).orElseThrow();
  }

  private void approve() {
    if (!(request().state() instanceof State.AwaitingApproval)) {
      return;
    }
    come(When.AWAITING_APPROVAL);
    for (String who : List.of("second", "third")) {
      ledger()
          .change(
              first.id(),
              r ->
                  Consent.approved(
                      r, new Approval(who, r.planned().digest(), now), "6".repeat(64), now));
    }
    come(When.APPROVED);
  }

  private void come(When when) {
    if (cell.when() != when || came) {
      return;
    }
    came = true;
    late =
        switch (cell.what()) {
          case CHILD -> child();
          case ENTITY -> entity();
          case FOREIGN ->
              new Vector(cell.type() == ScopeType.CREATOR ? foreign() : home(), Set.of());
        };
    vectors.add(late);
  }

  private Vector child() {
    boolean creator = cell.type() == ScopeType.CREATOR;
    Scope child =
        new Scope(creator ? ScopeType.TWIN : ScopeType.PROFILE, "late", UUID.randomUUID());
    children.add(child);
    Set<UUID> uids = uids();
    uids.add(child.uid());
    return new Vector(creator ? "creator_ada_twin_late" : home(), uids);
  }

  private Vector entity() {
    String moved = home() + ".moved";
    places.add(new Place("main", moved));
    return new Vector(moved, uids());
  }

  private static String foreign() {
    return "creator_ada_twin_nobody";
  }

  private String home() {
    return switch (cell.type()) {
      case CREATOR, TWIN, SOURCE -> "creator_ada_twin_coach";
      default -> "portfolio_acme";
    };
  }

  private Set<UUID> uids() {
    Set<UUID> uids = new TreeSet<>();
    path.forEach(scope -> uids.add(scope.uid()));
    return uids;
  }

  private static List<Scope> path(ScopeType type) {
    Scope creator = new Scope(ScopeType.CREATOR, "ada", UUID.randomUUID());
    Scope twin = new Scope(ScopeType.TWIN, "coach", UUID.randomUUID());
    Scope organization = new Scope(ScopeType.ORGANIZATION, "acme", UUID.randomUUID());
    Scope profile = new Scope(ScopeType.PROFILE, "eve", UUID.randomUUID());
    return switch (type) {
      case CREATOR -> List.of(creator);
      case TWIN -> List.of(creator, twin);
      case SOURCE -> List.of(creator, twin, new Scope(ScopeType.SOURCE, "book", UUID.randomUUID()));
      case ORGANIZATION -> List.of(organization);
      case PROFILE -> List.of(organization, profile);
      case ITEM ->
          List.of(organization, profile, new Scope(ScopeType.ITEM, "app", UUID.randomUUID()));
      case UNKNOWN -> throw new IllegalArgumentException("no scope");
    };
  }

  private Ledger ledger() {
    return new Ledger(requests, new Changes(), Gate.OPEN, clock());
  }

  private Clock clock() {
    return Clock.fixed(now, ZoneOffset.UTC);
  }

  private Drive.Parts parts() {
    ApprovalPolicy approvals = new ApprovalPolicy(true);
    SagaSettings settings = new TestSettings(1, Duration.ZERO);
    Inventories three = new ThreeSides(this, this, this);
    Inventories none = Samples::inventoried;
    Afterwards afterwards =
        new Afterwards(new KeptNames(new MemoryKeys()), this, new PatrolPolicy(List.of()), clock());
    return new Drive.Parts(
        requests,
        new Planner(approvals, new PatrolPolicy(List.of())),
        new Situations(requests, new NoHolds(() -> false), Duration.ofSeconds(5), clock()),
        new Steps(
            this,
            new Searcher(new NothingElsewhere(), (type, ids, slug) -> false, afterwards, requests),
            new PlanMaker(List.of(new Plan.Participation("vectors", 10, false, true, true))),
            this,
            requests,
            approvals,
            inventoried ? three : none,
            afterwards,
            (tenant, erased) -> {},
            ledger(),
            Samples.NOTHING_LEFT,
            clock()),
        new LocalWork(Map.of(), ledger(), new NoHolds(), new SameThread(), clock()),
        this::send,
        new Changes(),
        ledger(),
        Gate.OPEN,
        new Unmeasured(),
        settings,
        clock());
  }

  private CompletableFuture<?> send(ErasureRequest request, Outgoing outgoing) {
    if (outgoing instanceof Outgoing.Work work) {
      request.task(work.task()).ifPresent(task -> receipts.add(() -> answer(request, task)));
    }
    return CompletableFuture.completedFuture(null);
  }

  /** Deletes and looks as the plan says. Without an inventory the check knows the plan alone. */
  private void answer(ErasureRequest request, Task task) {
    Plan plan = request.planned();
    UUID scope = plan.scope().uid();
    if (task.action() == ErasureAction.ERASE) {
      vectors.removeIf(v -> plan.namespaces().contains(v.namespace()));
      vectors.removeIf(
          v -> plan.sharedNamespaces().contains(v.namespace()) && v.uids().contains(scope));
    }
    Enumeration names =
        inventoried
            ? Enumeration.of(plan, all())
            : new Enumeration(plan.namespaces(), plan.sharedNamespaces(), 0);
    long left =
        vectors.stream()
            .filter(
                v ->
                    names.own().contains(v.namespace())
                        || names.shared().contains(v.namespace()) && v.uids().contains(scope))
            .count();
    Receipt receipt = new Receipt(task.attempt(), left, 0, left, "stub", "stub", List.of(), null);
    ledger().change(first.id(), r -> Answers.answered(r, task.id(), receipt, now));
  }

  @Override
  public Optional<ResolvedScope> resolve(ScopeType type, List<String> ids) {
    come(When.RECEIVED);
    String slug = home().startsWith("portfolio") ? "acme" : null;
    ResolvedScope scope = new ResolvedScope(path, children, slug, 1);
    come(When.PLANNED);
    return Optional.of(scope);
  }

  @Override
  public List<Candidate> hashed(String platform, String hash) {
    return List.of();
  }

  @Override
  public List<Candidate> candidates(String text, int limit) {
    return List.of();
  }

  @Override
  public EntityPage entities(UUID scope, @Nullable String cursor) {
    return new EntityPage(List.of(), null);
  }

  @Override
  public List<Scope> children(UUID scope) {
    return List.copyOf(children);
  }

  @Override
  public boolean knows(UUID scope) {
    return false;
  }

  @Override
  public Set<String> targets() {
    return Set.of("main");
  }

  @Override
  public List<String> all() {
    return vectors.stream().map(Vector::namespace).distinct().sorted().toList();
  }

  @Override
  public Set<String> present(Collection<String> names) {
    Set<String> present = new TreeSet<>(names);
    present.retainAll(all());
    return present;
  }

  @Override
  public Map<String, Set<String>> strangers(Scope scope, Collection<String> names) {
    return Map.of();
  }

  @Override
  public List<Place> of(UUID scope) {
    return List.copyOf(places);
  }

  @Override
  public CompletableFuture<Long> fence(UUID uid, ScopeType type, String requestRef) {
    come(When.FENCE_INTENDED);
    return CompletableFuture.completedFuture(1L);
  }

  @Override
  public CompletableFuture<Drained> drain(long sequence, String requestRef) {
    come(When.FENCED);
    come(When.DRAINING);
    return CompletableFuture.completedFuture(new Drained(sequence, Set.of(), Set.of()));
  }

  @Override
  public Drain progress(long sequence) {
    return new Drain.Unknown();
  }

  @Override
  public void close() {}
}
