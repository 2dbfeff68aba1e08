package io.palimpsest.erasure.status;

import io.palimpsest.audit.AuditSource;
import io.palimpsest.erasure.demand.Demands;
import io.palimpsest.erasure.hold.Holds;
import io.palimpsest.erasure.model.ErasureRequest;
import io.palimpsest.erasure.model.Outgoing;
import io.palimpsest.erasure.model.Plan;
import io.palimpsest.erasure.model.Task;
import io.palimpsest.erasure.participant.WorkMessages;
import io.palimpsest.erasure.saga.Covers;
import io.palimpsest.erasure.saga.Outlet;
import io.palimpsest.erasure.saga.SagaThreads;
import io.palimpsest.event.ErasureTask;
import io.palimpsest.messaging.EventPublisher;
import io.palimpsest.messaging.proof.RecordSigner;
import io.palimpsest.topic.Topic;
import io.palimpsest.topic.WorkTopic;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;

/** The outlet of every outbox: each kind to its own topic. */
@ApplicationScoped
class KafkaOutlet implements Outlet {
  private final EventPublisher publisher;
  private final Demands demands;
  private final Holds holds;
  private final Covers covers;
  private final ExecutorService threads;

  KafkaOutlet(
      EventPublisher publisher,
      Demands demands,
      Holds holds,
      Covers covers,
      @SagaThreads ExecutorService threads) {
    this.publisher = publisher;
    this.demands = demands;
    this.holds = holds;
    this.covers = covers;
    this.threads = threads;
  }

  @Override
  public CompletableFuture<?> send(ErasureRequest request, Outgoing outgoing) {
    return switch (outgoing) {
      case Outgoing.Logged statement ->
          publisher.publishRaw(
              Topic.AUDIT_INTAKE,
              AuditSource.request(request.ref()).path(),
              statement.json().getBytes(StandardCharsets.UTF_8),
              proof(statement));
      case Outgoing.Status status ->
          publisher.publish(
              Topic.ERASURE_STATUS, request.id().toString(), StatusMessages.event(request, status));
      case Outgoing.Work work -> work(request, work);
      case Outgoing.Kept kept ->
          CompletableFuture.runAsync(() -> demands.keep(request.id()), threads);
    };
  }

  /** What was stored before statements were signed is signed as it goes. */
  private static Map<String, byte[]> proof(Outgoing.Logged statement) {
    return statement.proof() == null
        ? Map.of()
        : Map.of(RecordSigner.HEADER, Base64.getDecoder().decode(statement.proof()));
  }

  /**
   * A task that was answered, or followed by another attempt, before this could be sent needs no
   * sending. One to delete is not sent under a hold, which is read here, after the attempt was
   * journalled: it expires, and is tried again when the hold is gone.
   */
  private CompletableFuture<?> work(ErasureRequest request, Outgoing.Work work) {
    return request
        .task(work.task())
        .filter(task -> !task.done() && task.attempt() == work.attempt())
        .filter(task -> !(task.erases() && isHeld(request.planned())))
        .<CompletableFuture<?>>map(
            task ->
                publisher.publish(
                    new WorkTopic(task.participant()), request.ref(), message(request, task)))
        .orElseGet(() -> CompletableFuture.completedFuture(null));
  }

  /** Deletes go by uid alone once somebody else may live under the names; read here as well. */
  private ErasureTask message(ErasureRequest request, Task task) {
    Plan plan = request.planned();
    return WorkMessages.task(
        request, task.erases() && covers.isBack(request) ? plan.byUidAlone() : plan, task);
  }

  private boolean isHeld(Plan plan) {
    return holds.lieOn(plan.pathUids(), plan.uids());
  }
}
