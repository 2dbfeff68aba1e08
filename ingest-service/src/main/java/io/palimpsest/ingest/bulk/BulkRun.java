package io.palimpsest.ingest.bulk;

import com.fasterxml.jackson.databind.ObjectWriter;
import io.palimpsest.ingest.entry.Change;
import io.palimpsest.ingest.entry.Outcome;
import io.palimpsest.ingest.entry.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/**
 * One bulk submission. Results are written in the order of the lines, a batch at a time; memory is
 * bounded by a batch and by the announcements under way. Used once, by one thread.
 *
 * @param <S> type of the state
 */
final class BulkRun<S> {
  /** Announcements under way beyond which reading waits: the broker sets the pace then. */
  private static final int MOST_UNDER_WAY = 4;

  private static final Refusal TOO_LONG =
      Refusal.of(413, "line.too_long", "The line is longer than a line may be.");

  private final BulkLimits limits;
  private final LineParser<S> parser;
  private final Function<List<Change<S>>, List<Outcome>> writer;
  private final ObjectWriter json;
  private final OutputStream out;
  private final ArrayDeque<CompletableFuture<Void>> underWay = new ArrayDeque<>();

  BulkRun(
      BulkLimits limits,
      LineParser<S> parser,
      Function<List<Change<S>>, List<Outcome>> writer,
      ObjectWriter json,
      OutputStream out) {
    this.limits = limits;
    this.parser = parser;
    this.writer = writer;
    this.json = json;
    this.out = out;
  }

  /** Works through all lines. */
  long run(InputStream in) throws IOException {
    LineReader lines = new LineReader(in, limits.longestLine());
    Batch<S> batch = newBatch();
    long count = 0;
    for (Line line = lines.next(); line != null; line = lines.next()) {
      Parsed<S> parsed = parse(line);
      int size = line instanceof Line.Text text ? text.bytes().length : 0;
      if (!batch.takes(parsed, size)) {
        flush(batch);
        batch = newBatch();
      }
      batch.add(line.number(), parsed, size);
      count++;
    }
    flush(batch);
    return count;
  }

  private Batch<S> newBatch() {
    return new Batch<>(limits.batchLines(), limits.batchBytes());
  }

  private Parsed<S> parse(Line line) {
    return switch (line) {
      case Line.Text text -> parser.parse(text.bytes());
      case Line.TooLong tooLong -> new Parsed.Bad<>(null, TOO_LONG);
    };
  }

  private void flush(Batch<S> batch) throws IOException {
    List<Change<S>> changes = batch.changes();
    List<Outcome> outcomes = changes.isEmpty() ? List.of() : writer.apply(changes);
    Iterator<Outcome> next = outcomes.iterator();
    for (Batch.Asked<S> asked : batch.asked()) {
      LineResult result =
          switch (asked.parsed()) {
            case Parsed.Good<S> good ->
                LineResult.of(asked.line(), good.change().id(), next.next());
            case Parsed.Bad<S> bad -> LineResult.of(asked.line(), bad.id(), bad.refusal());
          };
      out.write(json.writeValueAsBytes(result));
      out.write('\n');
    }
    out.flush();
    keepPace(outcomes);
  }

  private void keepPace(List<Outcome> outcomes) {
    outcomes.stream()
        .filter(Outcome.Accepted.class::isInstance)
        .map(outcome -> ((Outcome.Accepted) outcome).announced())
        .distinct()
        .filter(announced -> !announced.isDone())
        .forEach(underWay::add);
    while (underWay.size() > MOST_UNDER_WAY) {
      await(underWay.remove());
    }
  }

  private static void await(CompletableFuture<Void> announced) {
    try {
      announced.join();
    } catch (CompletionException left) {
      // It is left to the relay: the document is durable, which is all that was promised.
      return;
    }
  }
}
