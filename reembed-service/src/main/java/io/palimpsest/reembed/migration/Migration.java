package io.palimpsest.reembed.migration;

import io.palimpsest.fencing.Ticker;
import io.palimpsest.fencing.Work;
import io.palimpsest.jobs.Job;
import io.palimpsest.jobs.JobKind;
import io.palimpsest.jobs.Jobs;
import io.palimpsest.reembed.fence.Admissions;
import io.palimpsest.reembed.migration.CopyPlan.Move;
import io.palimpsest.reembed.migration.CopyPlan.Refusal;
import io.palimpsest.tenancy.Registry;
import io.palimpsest.vectorstore.IndexDescription;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;

/** The steps of a move, as an operator asks for them. */
final class Migration {
  private final LegacyIndex legacy;
  private final Home home;
  private final Plans plans;
  private final Moves moves;
  private final Switching switching;
  private final Jobs jobs;
  private final Admissions admissions;
  private final Clock clock;
  private final MoveNews news;

  Migration(
      LegacyIndex legacy,
      Home home,
      Plans plans,
      Moves moves,
      Switching switching,
      Jobs jobs,
      Admissions admissions,
      Clock clock,
      MoveNews news) {
    this.legacy = legacy;
    this.home = home;
    this.plans = plans;
    this.moves = moves;
    this.switching = switching;
    this.jobs = jobs;
    this.admissions = admissions;
    this.clock = clock;
    this.news = news;
  }

  /** Plans; makes no write call at all. */
  PlanAnswer plan(Asked.Plan asked) {
    long begin = Ticker.system().nanos();
    List<Observed> observed = legacy.observe();
    Duration look = Duration.ofNanos(Ticker.system().nanos() - begin);
    IndexDescription from = legacy.describe();
    CopyPlan plan = planned(asked, observed, from);
    return PlanAnswer.of(plan, from.dimension().orElse(0), observed, look);
  }

  private CopyPlan planned(Asked.Plan asked, List<Observed> observed, IndexDescription from) {
    Registry registry = home.registry();
    CopyPlanner planner = new CopyPlanner(registry);
    List<Mapping.Owned> owned = new ArrayList<>(asked.owned());
    if (asked.fromRegistry()) {
      owned.addAll(planner.ofRegistry(observed));
    }
    CopyPlan plan = planner.plan(asked.modelName(), observed, new Mapping(owned, asked.aside()));
    List<Refusal> refusals = new ArrayList<>(unfit(asked.modelName(), from));
    refusals.addAll(plan.refusals());
    return new CopyPlan(plan.model(), plan.moves(), plan.quarantined(), plan.setAside(), refusals);
  }

  /** Another model or dimension is no copy: that is embedded from its text. */
  private List<Refusal> unfit(String model, IndexDescription from) {
    List<Refusal> unfit = new ArrayList<>();
    if (!model.equals(home.model())) {
      unfit.add(new Refusal("", "model.other: " + model + " there, " + home.model() + " here"));
    }
    OptionalInt here =
        home.store().maintenance("migration", "plan").describe(LegacyIndex.call()).dimension();
    if (!here.equals(from.dimension())) {
      unfit.add(
          new Refusal(
              "",
              "dimension.other: " + text(from.dimension()) + " there, " + text(here) + " here"));
    }
    return unfit;
  }

  private static String text(OptionalInt number) {
    return number.isPresent() ? Integer.toString(number.getAsInt()) : "none";
  }

  /**
   * Begins the plan that was agreed to, or goes on with it: the old side answers readers from here
   * on, and the copy is a job.
   *
   * @param kind copies all of them, or those that were touched
   * @throws RefusedStepException when the plan is another than was agreed to, or than is under way
   */
  Job copy(Asked.Plan asked, String by, JobKind kind) throws InterruptedException {
    CopyPlan plan = agreed(asked);
    if (asked.touched() && !plan.quarantined().isEmpty()) {
      throw new RefusedStepException("quarantine.not_empty");
    }
    Plans.Accepted accepted =
        plans.begin(
            new Plans.Accepted(
                plan.hash(), plan.model(), by, now(), plan.setAside(), asked.touched()));
    if (!accepted.hash().equals(plan.hash())) {
      throw new RefusedStepException("plan.another_is_under_way");
    }
    plans.touched(plan.hash(), asked.touched());
    for (Move move : plan.moves()) {
      begin(move, accepted);
    }
    return ask(kind, plan.hash(), asked.rate(), by);
  }

  /**
   * Copies the plan that was agreed to into scratch namespaces, and removes them; nothing else
   * changes.
   */
  Job rehearse(Asked.Plan asked, String by, RehearseJob kind) throws InterruptedException {
    CopyPlan plan = agreed(asked);
    String rehearsal = UUID.randomUUID().toString();
    for (Move move : plan.moves()) {
      Optional<Work> admitted = admissions.admitAll(move.uids());
      if (admitted.isPresent()) {
        try (Work work = admitted.get()) {
          kind.begin(MoveState.begun(move, rehearsal, plan.model(), by, now()), work);
        }
      }
    }
    Map<String, String> parameters =
        Map.of(
            RehearseJob.REHEARSAL,
            rehearsal,
            RehearseJob.VECTORS,
            Long.toString(plan.vectors()),
            MoveJob.PLAN,
            plan.hash(),
            MoveJob.BY,
            by);
    return jobs.ask(kind, parameters, asked.rate())
        .orElseThrow(() -> new RefusedStepException("job.active"));
  }

  private CopyPlan agreed(Asked.Plan asked) {
    CopyPlan plan = planned(asked, legacy.observe(), legacy.describe());
    if (!plan.refusals().isEmpty()) {
      throw new RefusedStepException(plan.refusals().getFirst().reason());
    }
    if (!plan.hash().equals(asked.hash())) {
      throw new RefusedStepException("plan.not_as_agreed");
    }
    return plan;
  }

  private java.time.Instant now() {
    return clock.instant().truncatedTo(java.time.temporal.ChronoUnit.MILLIS);
  }

  private void begin(Move move, Plans.Accepted plan) throws InterruptedException {
    Optional<Work> admitted = admissions.admitAll(move.uids());
    if (admitted.isEmpty()) {
      return;
    }
    try (Work work = admitted.get()) {
      moves.begin(MoveState.begun(move, plan.hash(), plan.model(), plan.by(), plan.at()), work);
    }
    switching.begin(move, plan.by());
  }

  /**
   * Asks for a job over the plan under way.
   *
   * @param by key id of who asks
   */
  Job ask(JobKind kind, String plan, long rate, String by) {
    return jobs.ask(kind, Map.of(MoveJob.PLAN, plan, MoveJob.BY, by), rate)
        .orElseThrow(() -> new RefusedStepException("job.active"));
  }

  /** Takes namespaces that nobody owns out of the plan under way. */
  Report setAside(Asked.Plan asked) {
    if (!active().hash().equals(asked.hash())) {
      throw new RefusedStepException("plan.another_is_under_way");
    }
    List<String> unowned = quarantined(legacy.observe());
    for (Mapping.SetAside one : asked.aside()) {
      String name = LegacyName.of(one.namespace());
      if (!unowned.contains(name)) {
        throw new RefusedStepException("namespace.not_quarantined");
      }
      plans.setAside(active().hash(), new Mapping.SetAside(name, one.by()));
    }
    return report();
  }

  /** Has the new side answer, of all or of some; or a share of it, before. */
  Report cutover(Asked.Step asked, String by) throws InterruptedException {
    List<MoveState> chosen = chosen(asked);
    Integer share = asked.readShare();
    if (share != null) {
      if (share < 1 || share > 100) {
        throw new RefusedStepException("read_share.is_1_to_100");
      }
      refuse(Gates.cutover(chosen, quarantined(legacy.observe())));
      for (MoveState state : chosen) {
        switching.readShare(state, share);
      }
      return report();
    }
    refuse(Gates.cutover(chosen, quarantined(legacy.observe())));
    chosen.forEach(state -> switching.live(state, by));
    return report();
  }

  /** Has the old side answer again; no twin is switched by a change of its own from here on. */
  Report back(Asked.Step asked, String by) {
    List<MoveState> chosen = chosen(asked);
    plans.touched(active().hash(), false);
    chosen.forEach(state -> switching.back(state, by));
    return report();
  }

  /** Has the old side answer again for good, and takes back what was copied. */
  Job remove(Asked.Step asked, String by, JobKind kind) {
    List<MoveState> chosen = chosen(new Asked.Step(asked.plan(), null, null, true));
    plans.touched(active().hash(), false);
    chosen.forEach(state -> switching.off(state, by));
    return ask(kind, active().hash(), 0, by);
  }

  /** Deletes the old namespaces; returns their names. */
  List<String> contract(Asked.Step asked, String by, LegacyConfig config)
      throws InterruptedException {
    List<MoveState> all = chosen(new Asked.Step(asked.plan(), null, null, false));
    Set<String> typed = asked.namespaces() == null ? Set.of() : Set.copyOf(asked.namespaces());
    refuse(
        Gates.contract(
            new Gates.Contract(active(), all, switching.liveSince(all), by, typed),
            clock.instant(),
            config.kept(),
            config.verifiedWithin()));
    List<String> deleted = new ArrayList<>();
    news.contract(active().hash(), by, "begun");
    for (MoveState state : all) {
      if (switching.contract(state, by)) {
        deleted.add(state.move().namespace());
      }
    }
    news.contract(active().hash(), by, "ended");
    plans.end(active().hash());
    return deleted;
  }

  void parity(Asked.Parity asked, String by) throws InterruptedException {
    MoveState state =
        moves
            .find(asked.namespace() == null ? "" : LegacyName.of(asked.namespace()))
            .filter(one -> one.plan().equals(asked.plan()))
            .orElseThrow(() -> new RefusedStepException("namespace.not_in_the_plan"));
    Optional<Work> admitted = admissions.admitAll(state.move().uids());
    if (admitted.isPresent()) {
      try (Work work = admitted.get()) {
        moves.parity(
            state.move().namespace(),
            new MoveState.Parity(
                now(),
                asked.queries(),
                asked.recall(),
                asked.spread(),
                by,
                Optional.ofNullable(asked.acceptedBy()).filter(name -> !name.isBlank())),
            work);
      }
    }
  }

  Report report() {
    List<Observed> observed = legacy.observe();
    List<String> names = new ArrayList<>();
    home.store()
        .maintenance("migration", "report")
        .namespaces(LegacyIndex.call(), page -> page.forEach(one -> names.add(one.name())));
    observed.stream().map(Observed::name).filter(name -> !names.contains(name)).forEach(names::add);
    return Report.of(
        plans.active(),
        moves.all(),
        unowned(observed),
        names,
        state -> switching.stage(state.move()),
        plans.drilled());
  }

  /** Keeps how a drill ended. */
  Report drilled(Asked.Drill asked, String by) {
    plans.drilled(new Drilled(now(), by, asked.results()));
    return report();
  }

  private List<String> quarantined(List<Observed> observed) {
    return unowned(observed).stream().map(CopyPlan.Quarantined::namespace).toList();
  }

  /** What is there now and is in no move: also what came after the plan. */
  private List<CopyPlan.Quarantined> unowned(List<Observed> observed) {
    Optional<Plans.Accepted> plan = plans.active();
    if (plan.isEmpty()) {
      return List.of();
    }
    Set<String> aside =
        Set.copyOf(plan.get().setAside().stream().map(Mapping.SetAside::namespace).toList());
    Set<String> moved =
        Set.copyOf(moves.all().stream().map(state -> state.move().namespace()).toList());
    return observed.stream()
        .map(one -> new CopyPlan.Quarantined(LegacyName.of(one.name()), one.vectors()))
        .filter(one -> !aside.contains(one.namespace()) && !moved.contains(one.namespace()))
        .toList();
  }

  private Plans.Accepted active() {
    return plans.active().orElseThrow(() -> new RefusedStepException("plan.none"));
  }

  private List<MoveState> chosen(Asked.Step asked) {
    if (!active().hash().equals(asked.plan())) {
      throw new RefusedStepException("plan.another_is_under_way");
    }
    List<MoveState> all = moves.of(active().hash());
    List<String> names = asked.namespaces();
    if (names == null) {
      return all;
    }
    List<String> wanted = names.stream().map(LegacyName::of).toList();
    List<MoveState> chosen =
        all.stream().filter(state -> wanted.contains(state.move().namespace())).toList();
    if (chosen.size() != Set.copyOf(wanted).size()) {
      throw new RefusedStepException("namespace.not_in_the_plan");
    }
    return chosen;
  }

  private static void refuse(Optional<String> obstacle) {
    obstacle.ifPresent(
        reason -> {
          throw new RefusedStepException(reason);
        });
  }
}
