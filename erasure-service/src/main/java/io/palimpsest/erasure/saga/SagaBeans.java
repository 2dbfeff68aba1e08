package io.palimpsest.erasure.saga;

import io.palimpsest.erasure.broker.FenceSettings;
import io.palimpsest.erasure.demand.Holds;
import io.palimpsest.erasure.model.Requests;
import io.palimpsest.erasure.phase.ApprovalPolicy;
import io.palimpsest.erasure.phase.PatrolPolicy;
import io.palimpsest.erasure.phase.Planner;
import io.palimpsest.erasure.phase.ResidualPolicy;
import io.palimpsest.erasure.plan.AbsenceDirectory;
import io.palimpsest.erasure.plan.Inventories;
import io.palimpsest.erasure.plan.KeptNames;
import io.palimpsest.erasure.plan.PlanMaker;
import io.palimpsest.erasure.plan.Reconciles;
import io.palimpsest.erasure.plan.ScopeDirectory;
import io.palimpsest.erasure.plan.StoreByName;
import io.palimpsest.erasure.plan.StoreSide;
import io.palimpsest.fencing.FenceLog;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Wires the saga. */
@ApplicationScoped
class SagaBeans {
  @Produces
  @Singleton
  Changes changes() {
    return new Changes();
  }

  @Produces
  @Singleton
  Grace grace(SagaSettings settings, FenceSettings fence) {
    return new Grace(settings.clockSkew().plus(fence.landing()));
  }

  @Produces
  @Singleton
  ApprovalPolicy approvals(ApprovalSettings settings) {
    return new ApprovalPolicy(settings.ownerSuffices());
  }

  @Produces
  @Singleton
  PatrolPolicy patrol(PatrolSettings settings) {
    return new PatrolPolicy(settings.visits());
  }

  @Produces
  @Singleton
  Planner planner(ApprovalPolicy approvals, PatrolPolicy patrol) {
    return new Planner(approvals, patrol);
  }

  @Produces
  @Singleton
  Searcher searcher(
      AbsenceDirectory directory, StoreByName store, Afterwards afterwards, Requests requests) {
    return new Searcher(directory, store, afterwards, requests);
  }

  @Produces
  @Singleton
  Afterwards afterwards(KeptNames kept, StoreSide names, PatrolPolicy patrol, Clock clock) {
    return new Afterwards(kept, names, patrol, clock);
  }

  @Produces
  @Singleton
  Steps steps(
      ScopeDirectory directory,
      Searcher searcher,
      PlanMaker plans,
      FenceLog fences,
      Requests requests,
      ApprovalPolicy approvals,
      Inventories inventories,
      Afterwards afterwards,
      Reconciles reconciles,
      Ledger ledger,
      ResidualPolicy residuals,
      Clock clock) {
    return new Steps(
        directory,
        searcher,
        plans,
        fences,
        requests,
        approvals,
        inventories,
        afterwards,
        reconciles,
        ledger,
        residuals,
        clock);
  }

  @Produces
  @Singleton
  @SagaThreads
  ExecutorService threads() {
    return Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("erasure-", 0).factory());
  }

  void close(@Disposes @SagaThreads ExecutorService threads) {
    threads.shutdownNow();
  }

  @Produces
  @Singleton
  LocalWork localWork(
      @All List<LocalParticipant> participants,
      Ledger ledger,
      Holds holds,
      @SagaThreads ExecutorService threads,
      Clock clock) {
    return new LocalWork(
        participants.stream()
            .collect(Collectors.toMap(LocalParticipant::name, Function.identity())),
        ledger,
        holds,
        threads,
        clock);
  }

  @Produces
  @Singleton
  Dispatcher dispatcher(
      Requests requests,
      Holds holds,
      Planner planner,
      Steps steps,
      LocalWork localWork,
      Outlet outlet,
      Changes changes,
      Ledger ledger,
      Gate gate,
      Progress progress,
      SagaSettings settings,
      Grace grace,
      Clock clock,
      @SagaThreads ExecutorService threads) {
    Drive.Parts parts =
        new Drive.Parts(
            requests,
            planner,
            new Situations(requests, holds, grace.span(), clock),
            steps,
            localWork,
            outlet,
            changes,
            ledger,
            gate,
            progress,
            settings,
            clock);
    Dispatcher dispatcher = new Dispatcher(parts, threads);
    progress.inWork(dispatcher::inWork);
    return dispatcher;
  }

  void onStart(@Observes StartupEvent event, Dispatcher dispatcher) {
    dispatcher.start();
  }

  void onStop(@Observes ShutdownEvent event, Dispatcher dispatcher) {
    dispatcher.close();
  }
}
