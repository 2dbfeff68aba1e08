package io.palimpsest.ingest.write;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.palimpsest.fencing.Sent;
import io.palimpsest.fencing.Work;
import io.palimpsest.ingest.entry.Entry;
import io.palimpsest.ingest.entry.Head;
import io.palimpsest.ingest.entry.Pending;
import io.palimpsest.ingest.store.EntryStore;
import io.palimpsest.ingest.store.Kind;
import io.palimpsest.messaging.EventPublisher.Outgoing;
import io.palimpsest.messaging.trace.TraceParent;
import io.palimpsest.messaging.trace.Traces;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.apache.avro.specific.SpecificRecord;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Announces entries and marks them. What fails stays pending in its document.
 *
 * @param <S> type of the state
 */
public final class Announcer<S> {
  private static final Logger LOG = Logger.getLogger(Announcer.class);
  private static final AttributeKey<String> UID = AttributeKey.stringKey("palimpsest.uid");
  private static final AttributeKey<Long> REVISION = AttributeKey.longKey("palimpsest.revision");

  private final Kind<S> kind;
  private final EventSink sink;
  private final EventSeal seal;
  private final AnnouncementMarks<S> marks;
  private final SendOrder order;
  private final SendWindow window;
  private final Traces traces;
  private final InstantSource clock;
  private final Executor executor;

  /**
   * @param store documents of the entries
   * @param sink where announcements go
   * @param seal seals them before
   * @param order order of announcements in this process
   * @param window admits the sending, as long as it is this instance's turn
   * @param traces told of each announcement
   * @param clock the time of announcements
   * @param executor runs what would make the asker wait
   */
  public Announcer(
      EntryStore<S> store,
      EventSink sink,
      EventSeal seal,
      SendOrder order,
      SendWindow window,
      Traces traces,
      InstantSource clock,
      Executor executor) {
    this.kind = store.kind();
    this.sink = sink;
    this.seal = seal;
    this.marks = new AnnouncementMarks<>(store);
    this.order = order;
    this.window = window;
    this.traces = traces;
    this.clock = clock;
    this.executor = executor;
  }

  /** Takes the tickets that {@link #announce} needs; before the documents are read. */
  public SendOrder.Ticket enter(List<String> keys) {
    return order.enter(keys);
  }

  /**
   * Announces entries as they were written.
   *
   * @param entries entries, pending under this instance
   * @param turn this instance's turn, begun before the documents were read
   * @param ticket closed when all is handed over
   * @return completes when all were announced and marked; exceptionally when some were not
   */
  public CompletableFuture<Void> announce(
      List<Entry<S>> entries, SendWindow.Turn turn, SendOrder.Ticket ticket) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    try {
      executor.execute(() -> run(entries, turn, ticket, done));
    } catch (RuntimeException stopping) {
      ticket.close();
      done.completeExceptionally(stopping);
    }
    return done;
  }

  private void run(
      List<Entry<S>> entries,
      SendWindow.Turn turn,
      SendOrder.Ticket ticket,
      CompletableFuture<Void> done) {
    try (ticket) {
      UnaryOperator<SpecificRecord> sealing = seal(entries, turn);
      SendWindow.Opening<S> opening = window.open(entries, turn);
      Work work = opening.work();
      if (work == null) {
        done.completeExceptionally(new IllegalStateException("not admitted in time"));
      } else {
        send(opening.entries(), sealing, work, ticket, done);
      }
    } catch (RuntimeException fault) {
      done.completeExceptionally(fault);
    }
  }

  /** Comes by the keys under an admission of its own: new ones are written, which takes a while. */
  private UnaryOperator<SpecificRecord> seal(List<Entry<S>> entries, SendWindow.Turn turn) {
    if (sealed(entries).isEmpty()) {
      return UnaryOperator.identity();
    }
    SendWindow.Opening<S> opening = window.open(entries, turn);
    Work work = opening.work();
    if (work == null) {
      throw new IllegalStateException("not admitted in time");
    }
    try (work) {
      return seal.of(sealed(opening.entries()), work);
    }
  }

  private List<List<UUID>> sealed(List<Entry<S>> entries) {
    return kind.isSealed()
        ? entries.stream()
            .filter(entry -> entry.state() != null)
            .map(entry -> entry.head().path().uids())
            .toList()
        : List.of();
  }

  private void send(
      List<Entry<S>> entries,
      UnaryOperator<SpecificRecord> sealing,
      Work work,
      SendOrder.Ticket ticket,
      CompletableFuture<Void> done) {
    Queue<Head> announced = new ConcurrentLinkedQueue<>();
    List<CompletableFuture<?>> sendings = new ArrayList<>();
    List<Head> heads = new ArrayList<>();
    List<Outgoing> events = new ArrayList<>();
    for (Entry<S> entry : entries) {
      try {
        events.add(outgoing(entry, sealing));
        heads.add(entry.head());
      } catch (RuntimeException notSealed) {
        sendings.add(CompletableFuture.failedFuture(notSealed));
      }
    }
    List<Supplier<CompletableFuture<?>>> prepared = sink.prepare(events);
    for (int at = 0; at < heads.size(); at++) {
      Head head = heads.get(at);
      Supplier<CompletableFuture<?>> event = prepared.get(at);
      ticket.send(
          head.key(),
          head.revision(),
          () -> sendings.add(send(event, work).thenAccept(sent -> announced.add(head))));
    }
    CompletableFuture<Void> unused =
        CompletableFuture.allOf(sendings.toArray(CompletableFuture[]::new))
            .whenCompleteAsync((all, fault) -> finish(announced, work, fault, done), executor);
  }

  private Outgoing outgoing(Entry<S> entry, UnaryOperator<SpecificRecord> sealing) {
    SpecificRecord event = sealing.apply(kind.event(entry));
    Map<String, byte[]> headers = traced(entry.head()).map(TraceParent::headers).orElse(Map.of());
    return new Outgoing(kind.topic(), entry.head().uid().toString(), event, headers);
  }

  private Optional<TraceParent> traced(Head head) {
    Instant now = clock.instant();
    return traces.done(
        "announce " + kind.collection(),
        SpanKind.PRODUCER,
        head.pending().flatMap(Pending::trace),
        now.isBefore(head.changedAt()) ? now : head.changedAt(),
        now,
        Attributes.of(UID, head.uid().toString(), REVISION, head.revision()));
  }

  private static CompletableFuture<?> send(Supplier<CompletableFuture<?>> event, Work work) {
    try {
      Sent sent = work.send();
      return event
          .get()
          .whenComplete(
              (metadata, fault) -> {
                if (fault == null) {
                  sent.answered();
                } else {
                  sent.unanswered();
                }
              });
    } catch (RuntimeException notSent) {
      return CompletableFuture.failedFuture(notSent);
    }
  }

  private void finish(
      Queue<Head> announced, Work work, @Nullable Throwable fault, CompletableFuture<Void> done) {
    try (work) {
      if (!announced.isEmpty()) {
        marks.mark(announced, work);
      }
      if (fault == null) {
        done.complete(null);
      } else {
        LOG.warnf("announcement left to the relay kind=%s cause=%s", kind.collection(), fault);
        done.completeExceptionally(fault);
      }
    } catch (RuntimeException notMarked) {
      LOG.warnf("announcement not marked kind=%s cause=%s", kind.collection(), notMarked);
      done.completeExceptionally(notMarked);
    }
  }
}
