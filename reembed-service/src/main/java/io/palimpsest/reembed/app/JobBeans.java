package io.palimpsest.reembed.app;

import com.mongodb.client.MongoDatabase;
import io.palimpsest.fencing.Ticker;
import io.palimpsest.jobs.JobKind;
import io.palimpsest.jobs.JobKinds;
import io.palimpsest.jobs.JobRunner;
import io.palimpsest.jobs.Jobs;
import io.palimpsest.jobs.RunnerRules;
import io.palimpsest.messaging.EventCodec;
import io.palimpsest.messaging.EventPublisher;
import io.palimpsest.messaging.KafkaSettings;
import io.palimpsest.messaging.proof.RecordVerifier;
import io.palimpsest.messaging.trace.Traces;
import io.palimpsest.reembed.change.NamedTenant;
import io.palimpsest.reembed.change.Unsealing;
import io.palimpsest.reembed.embed.EmbedStage;
import io.palimpsest.reembed.fence.Admissions;
import io.palimpsest.reembed.index.Announcer;
import io.palimpsest.reembed.index.Pipeline;
import io.palimpsest.reembed.index.WriteStage;
import io.palimpsest.reembed.intake.ChangeScan;
import io.palimpsest.reembed.intake.Channel;
import io.palimpsest.reembed.intake.Consumers;
import io.palimpsest.reembed.ledger.IntentWatch;
import io.palimpsest.reembed.ledger.MongoLedger;
import io.palimpsest.reembed.repair.Clear;
import io.palimpsest.reembed.repair.ComparedTarget;
import io.palimpsest.reembed.repair.Coverage;
import io.palimpsest.reembed.repair.CoverageNews;
import io.palimpsest.reembed.repair.Estimates;
import io.palimpsest.reembed.repair.Findings;
import io.palimpsest.reembed.repair.Reconcile;
import io.palimpsest.reembed.repair.Refeed;
import io.palimpsest.reembed.repair.Repairable;
import io.palimpsest.reembed.repair.Replay;
import io.palimpsest.reembed.route.RouteView;
import io.palimpsest.tenancy.Registry;
import io.palimpsest.vectorstore.VectorStore;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Long work: what there is, and who runs it. */
@Singleton
class JobBeans {
  @Produces
  @Singleton
  Jobs jobs(MongoDatabase database, JobsConfig config) {
    return new Jobs(database, Clock.systemUTC(), config.kept());
  }

  @Produces
  @Singleton
  Findings findings(MongoDatabase database) {
    return new Findings(database, Clock.systemUTC());
  }

  @Produces
  @Singleton
  ChangeScan scan(
      KafkaSettings kafka,
      EventCodec codec,
      RecordVerifier verifier,
      Unsealing unsealing,
      IndexConfig config) {
    return new ChangeScan(
        () -> Consumers.alone(kafka, config.group() + "-scan"), codec, verifier, unsealing);
  }

  @Produces
  @Singleton
  Refeed refeed(Channel channel) {
    return new Refeed(channel::submit);
  }

  @Produces
  @Singleton
  Replay replay(
      ChangeScan scan, Refeed refeed, Pipeline pipeline, Registry registry, JobsConfig config) {
    return new Replay(
        scan,
        refeed,
        new Estimates(pipeline, config.pricePerMillionTokens()),
        new NamedTenant(registry));
  }

  @Produces
  @Singleton
  Reconcile reconcile(
      IndexConfig index,
      JobsConfig config,
      EmbedStage embedding,
      Targets targets,
      MongoLedger ledger,
      Registry registry,
      WriteStage writing,
      SecondWriting secondWriting,
      RouteView routes,
      Admissions admissions,
      IntentWatch watch,
      Findings findings,
      ChangeScan scan,
      Refeed refeed,
      IndexMetrics metrics,
      TenantFigures figures,
      TenantCoverage lowest,
      EventPublisher publisher) {
    List<Repairable> sides = new ArrayList<>();
    sides.add(
        side(
            new Model(targets.homeName(), embedding.model().name()),
            targets.home(),
            writing,
            ledger,
            index,
            config));
    targets
        .second()
        .ifPresent(
            second ->
                sides.add(
                    side(
                        new Model(second.name(), second.model().info().name()),
                        second.store(),
                        secondWriting.get(),
                        ledger,
                        index,
                        config)));
    targets.stores().keySet().forEach(metrics::coverage);
    return new Reconcile(
        sides,
        (tenant, target) -> routes.writes(tenant, target, targets.homeName()),
        new CoverageNews(publisher, Clock.systemUTC())
            .and((Coverage) metrics)
            .and(lowest)
            .and((Coverage) figures),
        registry,
        admissions,
        watch,
        findings,
        scan,
        refeed);
  }

  @Produces
  @Singleton
  Clear clear(
      IndexConfig index,
      JobsConfig config,
      EmbedStage embedding,
      Targets targets,
      MongoLedger ledger,
      Registry registry,
      WriteStage writing,
      Admissions admissions,
      EventPublisher publisher,
      Traces traces) {
    String model = embedding.model().name();
    Repairable home =
        side(new Model(targets.homeName(), model), targets.home(), writing, ledger, index, config);
    return new Clear(
        home,
        registry,
        admissions,
        new Announcer(publisher, Clock.systemUTC(), model, admissions, traces));
  }

  private record Model(String target, String name) {}

  private static Repairable side(
      Model model,
      VectorStore store,
      WriteStage writing,
      MongoLedger ledger,
      IndexConfig index,
      JobsConfig config) {
    ComparedTarget target =
        new ComparedTarget(
            model.target(),
            model.name(),
            store,
            ledger,
            ledger.scopes(),
            index.readTimeout(),
            config.secondLook());
    return new Repairable(target, writing);
  }

  @Produces
  @Singleton
  JobKinds kinds(@Any Instance<JobKind> kinds) {
    return new JobKinds(kinds.stream().toList());
  }

  @Produces
  @Singleton
  JobRunner runner(Jobs jobs, JobKinds kinds, JobsConfig config) {
    return new JobRunner(
        jobs,
        kinds,
        new RunnerRules(config.parallel(), config.lease(), config.look()),
        Ticker.system());
  }
}
