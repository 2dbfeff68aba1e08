package io.palimpsest.erasure.status;

import io.palimpsest.audit.AuditSource;
import io.palimpsest.erasure.demand.Demands;
import io.palimpsest.erasure.model.ErasureRequest;
import io.palimpsest.erasure.model.Outgoing;
import io.palimpsest.erasure.participant.WorkMessages;
import io.palimpsest.erasure.saga.Outlet;
import io.palimpsest.erasure.saga.SagaThreads;
import io.palimpsest.messaging.EventPublisher;
import io.palimpsest.topic.Topic;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;

/** The outlet of every outbox: each kind to its own topic. */
@ApplicationScoped
class KafkaOutlet implements Outlet {
  private final EventPublisher publisher;
  private final Demands demands;
  private final ExecutorService threads;

  KafkaOutlet(EventPublisher publisher, Demands demands, @SagaThreads ExecutorService threads) {
    this.publisher = publisher;
    this.demands = demands;
    this.threads = threads;
  }

  @Override
  public CompletableFuture<?> send(ErasureRequest request, Outgoing outgoing) {
    return switch (outgoing) {
      case Outgoing.Logged statement ->
          publisher.publishJson(
              Topic.AUDIT_INTAKE,
              AuditSource.request(request.ref()).path(),
              statement.json().getBytes(StandardCharsets.UTF_8));
      case Outgoing.Status status ->
          publisher.publish(
              Topic.ERASURE_STATUS, request.id().toString(), StatusMessages.event(request, status));
      case Outgoing.Work work -> work(request, work);
      case Outgoing.Kept kept ->
          CompletableFuture.runAsync(() -> demands.keep(request.id()), threads);
    };
  }

  /** A task that was answered before this could be sent needs no sending. */
  private CompletableFuture<?> work(ErasureRequest request, Outgoing.Work work) {
    return request
        .task(work.task())
        .filter(task -> !task.done())
        .<CompletableFuture<?>>map(
            task ->
                publisher.publish(
                    Topic.ERASURE_WORK, request.ref(), WorkMessages.task(request, task, work)))
        .orElseGet(() -> CompletableFuture.completedFuture(null));
  }
}
