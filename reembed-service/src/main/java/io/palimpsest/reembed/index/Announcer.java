package io.palimpsest.reembed.index;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.palimpsest.event.VectorsChanged;
import io.palimpsest.event.VectorsOutcome;
import io.palimpsest.fencing.Admission;
import io.palimpsest.fencing.Sent;
import io.palimpsest.fencing.Work;
import io.palimpsest.messaging.EventPublisher;
import io.palimpsest.messaging.EventPublisher.Outgoing;
import io.palimpsest.messaging.EventPublisher.Prepared;
import io.palimpsest.messaging.trace.TraceParent;
import io.palimpsest.messaging.trace.Traces;
import io.palimpsest.reembed.change.Change;
import io.palimpsest.reembed.change.Paths;
import io.palimpsest.reembed.fence.Admissions;
import io.palimpsest.topic.Topic;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** Publishes {@code VectorsChanged}. Thread-safe. */
public final class Announcer {
  /** Name of this service in events. */
  public static final String PRODUCER = "reembed-service";

  private final EventPublisher publisher;
  private final Clock clock;
  private final String model;
  private final Admissions admissions;
  private final Traces traces;

  /**
   * @param publisher to the broker
   * @param clock tells when
   * @param model name of the model that vectors are of
   * @param admissions the fence: an event names the scopes of its entity
   * @param traces told of each change that is over
   */
  public Announcer(
      EventPublisher publisher, Clock clock, String model, Admissions admissions, Traces traces) {
    this.traces = traces;
    this.admissions = admissions;
    this.publisher = publisher;
    this.clock = clock;
    this.model = model;
  }

  /**
   * What is to be told.
   *
   * @param task a change that was worked on
   * @param outcome what became of it
   */
  public record News(Task task, Outcome.Final outcome) {
    private Change change() {
      return task.change();
    }
  }

  /**
   * Publishes what became of changes, under one signature, if anybody has to know: of what is old,
   * fenced or erased nothing is said. A future ends when the broker has it, and fails with {@link
   * Admissions.UnleasedException} when there is no lease now.
   *
   * @return a future for each, in their order
   */
  public List<CompletableFuture<?>> announce(List<News> all) {
    List<Optional<Outgoing>> events = all.stream().map(this::outgoing).toList();
    Iterator<Prepared> prepared =
        publisher.prepare(events.stream().flatMap(Optional::stream).toList()).iterator();
    List<CompletableFuture<?>> told = new ArrayList<>();
    for (int at = 0; at < all.size(); at++) {
      told.add(
          events.get(at).isPresent()
              ? publish(all.get(at).change(), prepared.next())
              : CompletableFuture.completedFuture(null));
    }
    return told;
  }

  private Optional<Outgoing> outgoing(News one) {
    String key = one.change().entity().uid().toString();
    return event(one.change(), one.outcome())
        .map(
            event ->
                new Outgoing(
                    Topic.VECTORS,
                    key,
                    event,
                    traced(one).map(TraceParent::headers).orElse(Map.of())));
  }

  private Optional<TraceParent> traced(News one) {
    return one.task()
        .trace()
        .flatMap(
            start ->
                traces.done(
                    "index",
                    SpanKind.CONSUMER,
                    start.parent(),
                    start.since(),
                    clock.instant(),
                    attributes(one)));
  }

  private static Attributes attributes(News one) {
    AttributesBuilder all =
        Attributes.builder()
            .put("palimpsest.uid", one.change().entity().uid().toString())
            .put("palimpsest.revision", one.change().revision())
            .put(
                "palimpsest.outcome",
                one.outcome().getClass().getSimpleName().toLowerCase(Locale.ROOT));
    if (one.outcome() instanceof Outcome.Embedded embedded) {
      all.put("palimpsest.embedded", embedded.embedded())
          .put("palimpsest.reused", embedded.reused())
          .put("palimpsest.removed", embedded.removed());
    }
    return all.build();
  }

  private CompletableFuture<?> publish(Change change, Prepared event) {
    return switch (admissions.now(change.entity().uids())) {
      case Admission.Admitted(Work work) -> publish(event, work);
      case Admission.Refused(UUID fenced) -> CompletableFuture.completedFuture(null);
      case Admission.Unleased() ->
          CompletableFuture.failedFuture(new Admissions.UnleasedException());
    };
  }

  private static CompletableFuture<?> publish(Prepared event, Work work) {
    try {
      Sent sent = work.send();
      return event
          .send()
          .whenComplete(
              (metadata, fault) -> {
                if (fault == null) {
                  sent.answered();
                }
                work.close();
              });
    } catch (RuntimeException notSent) {
      work.close();
      return CompletableFuture.failedFuture(notSent);
    }
  }

  private Optional<VectorsChanged> event(Change change, Outcome.Final outcome) {
    return switch (outcome) {
      case Outcome.Embedded(int embedded, int reused, int removed, OptionalLong lsn) ->
          Optional.of(
              event(change, VectorsOutcome.EMBEDDED)
                  .setEmbedded(embedded)
                  .setReused(reused)
                  .setRemoved(removed)
                  .setModel(model)
                  .setLsn(boxed(lsn))
                  .build());
      case Outcome.Unchanged(int reused) ->
          Optional.of(
              event(change, VectorsOutcome.UNCHANGED).setReused(reused).setModel(model).build());
      case Outcome.Removed(int removed, OptionalLong lsn) ->
          Optional.of(
              event(change, VectorsOutcome.REMOVED).setRemoved(removed).setLsn(boxed(lsn)).build());
      case Outcome.Parked(String reason) ->
          Optional.of(event(change, VectorsOutcome.PARKED).setReason(reason).build());
      case Outcome.Superseded s -> Optional.empty();
      case Outcome.Refused r -> Optional.empty();
      case Outcome.Erased e -> Optional.empty();
    };
  }

  private VectorsChanged.Builder event(Change change, VectorsOutcome outcome) {
    return VectorsChanged.newBuilder()
        .setEventId(UUID.randomUUID())
        .setUid(change.entity().uid())
        .setScopePath(Paths.of(change.entity()))
        .setRevision(change.revision())
        .setOutcome(outcome)
        .setEmbedded(0)
        .setReused(0)
        .setRemoved(0)
        .setOccurredAt(clock.instant())
        .setProducer(PRODUCER);
  }

  @SuppressWarnings("NullAway") // the event's field is nullable, its generated setter unmarked
  private static Long boxed(OptionalLong lsn) {
    return lsn.isPresent() ? Long.valueOf(lsn.getAsLong()) : null;
  }
}
