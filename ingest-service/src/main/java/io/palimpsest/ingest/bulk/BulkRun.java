package io.palimpsest.ingest.bulk;

import io.palimpsest.access.body.BodyRoom;
import io.palimpsest.ingest.entry.Change;
import io.palimpsest.ingest.entry.Outcome;
import io.palimpsest.ingest.entry.Refusal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * One bulk submission. Results come in the order of the lines, a batch at a time; memory is bounded
 * by a batch, by the room that there is, and by the announcements under way. Every line that was
 * read has its result, whatever fails. Used by one thread after the other.
 *
 * @param <S> type of the state
 */
final class BulkRun<S> {
  /** Announcements under way beyond which reading waits: the broker sets the pace then. */
  private static final int MOST_UNDER_WAY = 4;

  private static final Refusal TOO_LONG =
      Refusal.of(413, "line.too_long", "The line is longer than a line may be.");
  private static final Refusal NO_ROOM =
      Refusal.of(503, "line.no_room", "There is no room for the line now; send it again.");

  private final BulkLimits limits;
  private final LineParser<S> parser;
  private final Function<List<Change<S>>, List<Outcome>> writer;
  private final Function<RuntimeException, Refusal> faults;
  private final BodyRoom room;
  private final LineSplitter lines;
  private final ArrayDeque<CompletableFuture<Void>> underWay = new ArrayDeque<>();
  private Batch<S> batch;
  private boolean withoutRoom;
  private boolean answered;

  BulkRun(Job<S> job, BulkLimits limits, BodyRoom room) {
    this.limits = limits;
    this.parser = job.parser();
    this.writer = job.writer();
    this.faults = job.faults();
    this.room = room;
    this.lines = new LineSplitter(limits.longestLine());
    this.batch = newBatch();
  }

  /**
   * What is to be done with lines.
   *
   * @param parser reads a line
   * @param writer writes what lines ask for, and tells of each what became of it
   * @param faults what a line is told when one of the two fails
   */
  record Job<S>(
      LineParser<S> parser,
      Function<List<Change<S>>, List<Outcome>> writer,
      Function<RuntimeException, Refusal> faults) {}

  /** Takes some bytes of the lines; the results that are there now. */
  synchronized List<LineResult> take(byte[] bytes) {
    List<LineResult> results = new ArrayList<>();
    lines.take(bytes, bytes.length, line -> add(line, results));
    if (!room.resize(lines.held() + batch.bytes())) {
      flush(results);
      withoutRoom |= !room.resize(lines.held());
      if (withoutRoom) {
        lines.drop();
      }
    }
    return results;
  }

  /** There are no more lines. */
  synchronized List<LineResult> end() {
    List<LineResult> results = new ArrayList<>();
    Line rest = lines.rest();
    if (rest != null) {
      add(rest, results);
    }
    flush(results);
    return results;
  }

  /** What else there is of the lines does not come: the one that it is found out at is told why. */
  synchronized List<LineResult> broken(Refusal why) {
    List<LineResult> results = new ArrayList<>();
    flush(results);
    tell(LineResult.of(lines.giveUp(), null, why), results);
    return results;
  }

  /** Whether anything was answered, or will be for a line that was read. */
  synchronized boolean hasAnswers() {
    return answered || !batch.asked().isEmpty();
  }

  /** Completes when more may be read. */
  synchronized CompletableFuture<Void> pace() {
    while (underWay.size() > MOST_UNDER_WAY) {
      CompletableFuture<Void> oldest = underWay.remove();
      if (!oldest.isDone()) {
        // One that fails is left to the relay: the document is durable, and no more was promised.
        return oldest.handle((done, left) -> done).thenCompose(done -> pace());
      }
    }
    return CompletableFuture.completedFuture(null);
  }

  private Batch<S> newBatch() {
    return new Batch<>(limits.batchLines(), limits.batchBytes());
  }

  private void add(Line line, List<LineResult> results) {
    Parsed<S> parsed = parse(line);
    int size = line instanceof Line.Text text ? text.bytes().length : 0;
    if (!batch.takes(parsed, size)) {
      flush(results);
    }
    batch.add(line.number(), parsed, size);
  }

  private Parsed<S> parse(Line line) {
    if (withoutRoom) {
      withoutRoom = false;
      return new Parsed.Bad<>(null, NO_ROOM);
    }
    return switch (line) {
      case Line.Text text -> parsed(text.bytes());
      case Line.TooLong tooLong -> new Parsed.Bad<>(null, TOO_LONG);
    };
  }

  private Parsed<S> parsed(byte[] line) {
    try {
      return parser.parse(line);
    } catch (RuntimeException fault) {
      return new Parsed.Bad<>(null, faults.apply(fault));
    }
  }

  private void flush(List<LineResult> results) {
    List<Outcome> outcomes = outcomes(batch.changes());
    Iterator<Outcome> next = outcomes.iterator();
    for (Batch.Asked<S> asked : batch.asked()) {
      tell(
          switch (asked.parsed()) {
            case Parsed.Good<S> good ->
                LineResult.of(asked.line(), good.change().id(), next.next());
            case Parsed.Bad<S> bad -> LineResult.of(asked.line(), bad.id(), bad.refusal());
          },
          results);
    }
    batch = newBatch();
    remember(outcomes);
  }

  private List<Outcome> outcomes(List<Change<S>> changes) {
    try {
      return changes.isEmpty() ? List.of() : writer.apply(changes);
    } catch (RuntimeException fault) {
      // Whether they were written is not known: each is told so, and can be sent again.
      Outcome refused = new Outcome.Refused(faults.apply(fault));
      return changes.stream().map(change -> refused).toList();
    }
  }

  private void tell(LineResult result, List<LineResult> results) {
    answered = true;
    results.add(result);
  }

  private void remember(List<Outcome> outcomes) {
    outcomes.stream()
        .filter(Outcome.Accepted.class::isInstance)
        .map(outcome -> ((Outcome.Accepted) outcome).announced())
        .distinct()
        .filter(announced -> !announced.isDone())
        .forEach(underWay::add);
  }
}
