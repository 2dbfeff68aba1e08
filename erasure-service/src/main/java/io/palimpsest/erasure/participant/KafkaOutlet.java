package io.palimpsest.erasure.participant;

import io.palimpsest.audit.AuditSource;
import io.palimpsest.erasure.demand.Demands;
import io.palimpsest.erasure.demand.Holds;
import io.palimpsest.erasure.model.ErasureRequest;
import io.palimpsest.erasure.model.Outgoing;
import io.palimpsest.erasure.saga.Covers;
import io.palimpsest.erasure.saga.Outlet;
import io.palimpsest.erasure.saga.SagaThreads;
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
  private final Orders orders;
  private final ExecutorService threads;

  KafkaOutlet(
      EventPublisher publisher,
      Demands demands,
      Holds holds,
      Covers covers,
      @SagaThreads ExecutorService threads) {
    this.publisher = publisher;
    this.demands = demands;
    this.orders = new Orders(holds, covers);
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

  private CompletableFuture<?> work(ErasureRequest request, Outgoing.Work work) {
    return orders
        .of(request, work)
        .<CompletableFuture<?>>map(
            task -> publisher.publish(new WorkTopic(task.getParticipant()), request.ref(), task))
        .orElseGet(() -> CompletableFuture.completedFuture(null));
  }
}
