package io.palimpsest.erasure.verify;

import io.palimpsest.erasure.model.ErasureRequest;
import io.palimpsest.erasure.model.Receipt;
import io.palimpsest.erasure.model.Residual;
import io.palimpsest.erasure.model.Residual.Kind;
import io.palimpsest.erasure.model.Task;
import io.palimpsest.erasure.phase.Expiry;
import io.palimpsest.erasure.saga.LocalParticipant;
import io.palimpsest.topic.AnyTopic;
import io.palimpsest.topic.Topic;
import io.palimpsest.topic.WorkTopic;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * Looks for what an erasure left and whose date has come. The receipt names what is still there; a
 * look that could not be made fails the task, and everything is looked for again.
 */
final class Residuals implements LocalParticipant {
  private final Records records;
  private final Ages ages;
  private final List<WorkTopic> workTopics;
  private final Clock clock;

  /** Where the records of a scope are counted. */
  interface Records {
    /** Records of the scope on the change topics, tombstones not counted. */
    long of(UUID scope);
  }

  /** Where the age of topics is asked. */
  interface Ages {
    /** Whether the topic keeps a record that was appended at the time or before. */
    boolean keepsAnyUpTo(AnyTopic topic, Instant time);
  }

  /**
   * @param workTopics of all participants
   */
  Residuals(Records records, Ages ages, List<WorkTopic> workTopics, Clock clock) {
    this.records = records;
    this.ages = ages;
    this.workTopics = List.copyOf(workTopics);
    this.clock = clock;
  }

  @Override
  public String name() {
    return Expiry.PARTICIPANT;
  }

  @Override
  public Receipt perform(ErasureRequest request, Task task) {
    List<Residual> due = Expiry.due(request, task);
    List<Receipt.Residual> there =
        due.stream()
            .filter(residual -> isThere(request, residual))
            .map(residual -> new Receipt.Residual(residual.what(), residual.until()))
            .toList();
    return new Receipt(
        task.attempt(),
        due.size(),
        0,
        there.size(),
        "residuals",
        "looked:%d,there:%d".formatted(due.size(), there.size()),
        there,
        null);
  }

  private boolean isThere(ErasureRequest request, Residual residual) {
    return switch (residual.check()) {
      case TOPIC_READ -> records.of(request.planned().scope().uid()) > 0;
      case TOPIC_AGE ->
          topics(residual).stream().anyMatch(topic -> ages.keepsAnyUpTo(topic, ended(request)));
      case JOURNAL ->
          request.journal().stream().noneMatch(line -> line.what().equals("export.destroyed"));
      case BOUND -> clock.instant().isBefore(residual.until());
    };
  }

  private static Instant ended(ErasureRequest request) {
    Instant end = request.endedAt();
    if (end == null) {
      throw new IllegalStateException("request " + request.ref() + " has not ended");
    }
    return end;
  }

  private List<? extends AnyTopic> topics(Residual residual) {
    return switch (Kind.valueOf(residual.what().toUpperCase(Locale.ROOT))) {
      case INBOX -> List.of(Topic.INBOX_PORTFOLIO, Topic.INBOX_SOURCES);
      case ERASURE_REQUESTS -> List.of(Topic.ERASURE_REQUESTS);
      case ERASURE_WORK -> workTopics;
      case TOPIC_SEGMENT,
          VENDOR_SOFT_DELETE,
          BACKUP,
          KEY_BACKUP,
          PREVIEW,
          INVENTORY,
          EXPORT_BUNDLE ->
          throw new IllegalStateException("no topic tells the age of " + residual.what());
    };
  }
}
