package io.palimpsest.reembed.app;

import com.mongodb.client.MongoDatabase;
import io.palimpsest.fencing.Ticker;
import io.palimpsest.jobs.Jobs;
import io.palimpsest.jobs.act.Acts;
import io.palimpsest.messaging.proof.RecordSigner;
import io.palimpsest.reembed.change.Contents;
import io.palimpsest.reembed.change.NamedTenant;
import io.palimpsest.reembed.change.Tenants;
import io.palimpsest.reembed.embed.Afterwards;
import io.palimpsest.reembed.embed.BudgetedEmbedder;
import io.palimpsest.reembed.embed.EmbedMeter;
import io.palimpsest.reembed.embed.EmbedStage;
import io.palimpsest.reembed.embed.LoadedModel;
import io.palimpsest.reembed.embed.MeteredEmbedder;
import io.palimpsest.reembed.embed.ResilientEmbedder;
import io.palimpsest.reembed.embed.ValidatingEmbedder;
import io.palimpsest.reembed.fence.Admissions;
import io.palimpsest.reembed.index.Batches;
import io.palimpsest.reembed.index.Destinations;
import io.palimpsest.reembed.index.Pipeline;
import io.palimpsest.reembed.index.PipelineParts;
import io.palimpsest.reembed.index.Step;
import io.palimpsest.reembed.index.WriteRules;
import io.palimpsest.reembed.index.WriteStage;
import io.palimpsest.reembed.intake.ChangeScan;
import io.palimpsest.reembed.ledger.IntentWatch;
import io.palimpsest.reembed.ledger.MongoLedger;
import io.palimpsest.reembed.repair.Backfill;
import io.palimpsest.reembed.repair.Refeed;
import io.palimpsest.reembed.repair.Repay;
import io.palimpsest.reembed.repair.Repaying;
import io.palimpsest.reembed.repair.Retire;
import io.palimpsest.reembed.route.Debts;
import io.palimpsest.reembed.route.MarkingBatches;
import io.palimpsest.reembed.route.RouteNews;
import io.palimpsest.reembed.route.RouteView;
import io.palimpsest.reembed.route.RoutedBatches;
import io.palimpsest.reembed.route.Routes;
import io.palimpsest.reembed.route.SecondRules;
import io.palimpsest.reembed.text.Chunker;
import io.palimpsest.reembed.text.ChunkingRules;
import io.palimpsest.reembed.text.DocumentText;
import io.palimpsest.reembed.text.ParsingLimits;
import io.palimpsest.tenancy.Registry;
import io.palimpsest.topic.Authorship;
import io.palimpsest.vectorstore.Inference;
import io.palimpsest.vectorstore.VectorStore;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A second target, and the ways there. */
@Singleton
class RouteBeans {
  @Produces
  @Singleton
  Targets targets(
      IndexConfig index, NextConfig next, VectorStore home, Instance<Inference> inference) {
    Optional<Second> second =
        next.host()
            .map(
                host ->
                    new Second(
                        next.name(),
                        NextIndex.open(next, host),
                        ModelChoice.open(next.embedder(), inference::get),
                        next.metric()));
    return new Targets(index.target(), home, second);
  }

  void close(@Disposes Targets targets) {
    targets.second().ifPresent(second -> second.store().close());
  }

  @Produces
  @Singleton
  Debts debts(MongoDatabase database) {
    return new Debts(database);
  }

  @Produces
  @Singleton
  RouteNews news(RecordSigner signer) {
    return new RouteNews(signer, new SecureRandom());
  }

  @Produces
  @Singleton
  Acts acts(MongoDatabase database, RecordSigner signer) {
    return new Acts(database, Authorship.REEMBED, signer, Clock.systemUTC());
  }

  @Produces
  @Singleton
  Routes routes(MongoDatabase database, Debts debts, Targets targets, RouteNews news) {
    return new Routes(
        database, debts, targets.homeName(), targets.stores().keySet(), Clock.systemUTC(), news);
  }

  @Produces
  @Singleton
  RouteView view(Routes routes, NextConfig config) {
    return new RouteView(routes, Ticker.system(), config.routeAge());
  }

  @Produces
  @Singleton
  Destinations destinations(RouteView view, Targets targets) {
    return (tenant, target) -> view.writes(tenant, target, targets.homeName());
  }

  @Produces
  @Singleton
  SecondWriting writing(
      Destinations destinations,
      Targets targets,
      MongoLedger ledger,
      Admissions admissions,
      IndexConfig config,
      IndexMetrics metrics) {
    IndexConfig.Writing writing = config.writing();
    WriteRules rules =
        new WriteRules(writing.vectorsPerIntent(), writing.firstDelay(), writing.longestDelay());
    return new SecondWriting(
        targets
            .second()
            .map(
                second ->
                    WriteStage.over(
                        destinations,
                        second.store(),
                        ledger,
                        admissions,
                        rules,
                        metrics,
                        Step.none())));
  }

  @Produces
  @Singleton
  Pipelines pipelines(
      Targets targets,
      Pipeline home,
      IndexConfig config,
      NextConfig next,
      Tenants tenants,
      Contents contents,
      MongoLedger ledger,
      IntentWatch watch,
      Admissions admissions,
      SecondWriting writing,
      EmbedMeter meter,
      AllWatermarks watermarks) {
    Map<String, Batches> pipelines = new HashMap<>();
    pipelines.put(targets.homeName(), new MarkingBatches(home, watermarks.of(targets.homeName())));
    targets
        .second()
        .ifPresent(
            second ->
                pipelines.put(
                    second.name(),
                    new MarkingBatches(
                        pipeline(
                            second,
                            config,
                            next,
                            tenants,
                            contents,
                            ledger,
                            watch,
                            admissions,
                            writing,
                            meter),
                        watermarks.of(second.name()))));
    return new Pipelines(pipelines);
  }

  @Produces
  @Singleton
  RoutedBatches routed(
      Pipelines pipelines, Targets targets, RouteView view, Debts debts, NextConfig config) {
    return new RoutedBatches(
        pipelines.byTarget(),
        targets.homeName(),
        view,
        debts,
        new SecondRules(config.patience(), config.rest()),
        Ticker.system());
  }

  @Produces
  @Singleton
  Repay repay(Debts debts, Routes routes, RoutedBatches batches, ChangeScan scan, Refeed refeed) {
    return new Repay(debts, routes, batches, scan, refeed);
  }

  @Produces
  @Singleton
  Repaying repaying(Debts debts, Jobs jobs, Repay repay, JobsConfig config) {
    return new Repaying(debts, jobs, repay, config.look(), Ticker.system());
  }

  @Produces
  @Singleton
  Backfill backfill(
      ChangeScan scan,
      Pipelines pipelines,
      Routes routes,
      RouteView view,
      Debts debts,
      MongoLedger ledger,
      Registry registry) {
    return new Backfill(
        scan, pipelines.byTarget(), routes, view, debts, ledger, new NamedTenant(registry));
  }

  @Produces
  @Singleton
  Retire retire(
      Targets targets,
      Routes routes,
      RouteView view,
      MongoLedger ledger,
      Admissions admissions,
      Registry registry) {
    return new Retire(
        targets.stores(), routes, view, ledger.scopes(), admissions, new NamedTenant(registry));
  }

  private static Batches pipeline(
      Second second,
      IndexConfig config,
      NextConfig next,
      Tenants tenants,
      Contents contents,
      MongoLedger ledger,
      IntentWatch watch,
      Admissions admissions,
      SecondWriting writing,
      EmbedMeter meter) {
    IndexConfig.Parsing parsing = config.parsing();
    IndexConfig.Chunks chunks = config.chunks();
    return new PipelineParts(
            second.name(),
            tenants,
            contents,
            new DocumentText(
                new ParsingLimits(parsing.maxBytes(), parsing.maxCharacters(), parsing.timeout())),
            new Chunker(
                new ChunkingRules(chunks.targetTokens(), chunks.overlapTokens()),
                second.model().tokens()),
            ledger,
            watch,
            embedding(second.model(), config, next, meter),
            second.store(),
            config.readTimeout(),
            writing.get(),
            admissions,
            Afterwards.nothing(),
            Step.none())
        .assemble();
  }

  private static EmbedStage embedding(
      LoadedModel model, IndexConfig config, NextConfig next, EmbedMeter meter) {
    return EmbedStage.over(
        new ResilientEmbedder(
            new BudgetedEmbedder(
                new MeteredEmbedder(new ValidatingEmbedder(model.embedder()), meter),
                next.embedder().requestsPerMinute(),
                next.embedder().tokensPerMinute())),
        config.embedding().rules(next.embedder().patience()),
        model.textsPerCall());
  }
}
