package io.palimpsest.system;

import io.palimpsest.audit.AuditSource;
import io.palimpsest.audit.EntryType;
import io.palimpsest.audit.Statement;
import io.palimpsest.messaging.EventPublisher;
import io.palimpsest.topic.Topic;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Sources that state to the log as an outbox does: in order, and again from an earlier one when it
 * is not known what arrived. For one thread; what is stated may be read by others.
 */
final class StatingSources {
  private final EventPublisher publisher;
  private final List<AuditSource> sources = new ArrayList<>();
  private final Map<AuditSource, List<Statement>> stated = new ConcurrentHashMap<>();

  StatingSources(EventPublisher publisher, int count) {
    this.publisher = publisher;
    for (int source = 0; source < count; source++) {
      sources.add(AuditSource.request("er_" + UUID.randomUUID().toString().replace("-", "")));
    }
  }

  /** Each states once more, and repeats some of what it stated. */
  void stateMore() {
    List<CompletableFuture<?>> sent = new ArrayList<>();
    for (AuditSource source : sources) {
      List<Statement> known = stated.computeIfAbsent(source, none -> new ArrayList<>());
      known.add(Statement.of(source, known.size(), EntryType.PLANNED, Instant.now()));
      int from = Math.max(0, known.size() - 1 - ThreadLocalRandom.current().nextInt(3));
      sent.add(send(known.subList(from, known.size())));
    }
    join(sent);
  }

  /** Everything again, from the first statement on. */
  void repeatAll() {
    join(stated.values().stream().map(this::send).toList());
  }

  Map<AuditSource, List<Statement>> stated() {
    return stated;
  }

  int count() {
    return stated.values().stream().mapToInt(List::size).sum();
  }

  /** A send that fails is no matter: the next one begins before it. */
  private CompletableFuture<?> send(List<Statement> some) {
    return CompletableFuture.allOf(
        some.stream()
            .map(
                one ->
                    publisher
                        .publishJson(Topic.AUDIT_INTAKE, one.source().path(), one.bytes())
                        .handle((sent, failed) -> sent))
            .toArray(CompletableFuture[]::new));
  }

  /** All at once: without a broker each of them waits for the delivery timeout. */
  private static void join(List<? extends CompletableFuture<?>> sent) {
    CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new)).join();
  }
}
