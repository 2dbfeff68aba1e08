package io.palimpsest.reembed.service;

import com.mongodb.client.MongoDatabase;
import io.palimpsest.fencing.Ticker;
import io.palimpsest.messaging.EventCodec;
import io.palimpsest.messaging.EventPublisher;
import io.palimpsest.messaging.KafkaSettings;
import io.palimpsest.messaging.proof.RecordVerifier;
import io.palimpsest.reembed.announce.CoverageNews;
import io.palimpsest.reembed.channel.ChangeScan;
import io.palimpsest.reembed.channel.Channel;
import io.palimpsest.reembed.channel.Consumers;
import io.palimpsest.reembed.embed.EmbedStage;
import io.palimpsest.reembed.job.Findings;
import io.palimpsest.reembed.job.JobKinds;
import io.palimpsest.reembed.job.JobRunner;
import io.palimpsest.reembed.job.Jobs;
import io.palimpsest.reembed.job.RunnerRules;
import io.palimpsest.reembed.ledger.IntentWatch;
import io.palimpsest.reembed.ledger.MongoLedger;
import io.palimpsest.reembed.metric.IndexMetrics;
import io.palimpsest.reembed.pipeline.Pipeline;
import io.palimpsest.reembed.reconcile.Reconcile;
import io.palimpsest.reembed.reconcile.Side;
import io.palimpsest.reembed.reconcile.Target;
import io.palimpsest.reembed.registry.NamedTenant;
import io.palimpsest.reembed.replay.Estimates;
import io.palimpsest.reembed.replay.Refeed;
import io.palimpsest.reembed.replay.Replay;
import io.palimpsest.reembed.route.Backfill;
import io.palimpsest.reembed.route.Repay;
import io.palimpsest.reembed.route.Retire;
import io.palimpsest.reembed.route.RouteView;
import io.palimpsest.reembed.unseal.Unsealing;
import io.palimpsest.reembed.write.Admissions;
import io.palimpsest.reembed.write.WriteStage;
import io.palimpsest.tenancy.Registry;
import io.palimpsest.vectorstore.VectorStore;
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
      EventPublisher publisher) {
    List<Side> sides = new ArrayList<>();
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
    return new Reconcile(
        sides,
        (tenant, target) -> routes.writes(tenant, target, targets.homeName()),
        new CoverageNews(publisher, Clock.systemUTC()).and(metrics),
        registry,
        admissions,
        watch,
        findings,
        scan,
        refeed);
  }

  private record Model(String target, String name) {}

  private static Side side(
      Model model,
      VectorStore store,
      WriteStage writing,
      MongoLedger ledger,
      IndexConfig index,
      JobsConfig config) {
    Target target =
        new Target(
            model.target(),
            model.name(),
            store,
            ledger,
            ledger.scopes(),
            index.readTimeout(),
            config.secondLook());
    return new Side(target, writing);
  }

  @Produces
  @Singleton
  JobKinds kinds(
      Replay replay, Reconcile reconcile, Backfill backfill, Retire retire, Repay repay) {
    return new JobKinds(List.of(replay, reconcile, backfill, retire, repay));
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
