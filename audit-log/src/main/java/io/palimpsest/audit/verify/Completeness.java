package io.palimpsest.audit.verify;

import io.palimpsest.audit.EntryType;
import io.palimpsest.audit.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether a log says all that it has to: numbers of each source without gaps, an outcome for each
 * intent, an end in time for each request. Keeps a number for each source and, until it owes
 * nothing more, what a request said. For one thread.
 */
final class Completeness {
  /** The log says every five minutes that it is there. */
  private static final Duration LONGEST_SILENCE = Duration.ofMinutes(10);

  private static final String REQUESTS = "/erasure/";
  private static final String REQUEST = REQUESTS + "er_";

  private final Map<String, Series> all = new HashMap<>();
  private final Findings findings;
  private @Nullable Instant newest;
  private boolean beats;
  private long confirmed;
  private long otherwise;

  /** Numbers of one source; what it said, while it matters. */
  private static final class Series {
    long next;
    @Nullable EntryType end;
    @Nullable Trail trail;
  }

  Completeness(Findings findings) {
    this.findings = findings;
  }

  void see(long index, Statement said) {
    Series series = all.computeIfAbsent(said.source().path(), path -> new Series());
    if (said.seq() != series.next) {
      findings.unkept(
          "entry " + index,
          "its source goes on with number " + said.seq() + " where " + series.next + " is next");
    }
    series.next = said.seq() + 1;
    if (!said.type().isSaidBy(said.source())) {
      findings.unkept("entry " + index, said.type().wireName() + " is not its source's to say");
    }
    silence(index, said);
    if (said.source().path().startsWith(REQUEST)) {
      follow(index, said, series);
    }
  }

  /** What became of the requests, once everything was seen. */
  Report.Requests close(Instant at) {
    long open = 0;
    long held = 0;
    for (Series series : all.values()) {
      Trail trail = series.trail;
      if (trail != null) {
        trail.close(at);
        boolean waits = trail.wasReceived() && trail.end() == null;
        open += waits ? 1 : 0;
        held += waits && trail.isHeld() ? 1 : 0;
      }
    }
    Instant last = newest;
    if (beats && last != null && last.plus(LONGEST_SILENCE).isBefore(at)) {
      findings.noted("log", "says nothing since " + last);
    }
    return new Report.Requests(confirmed, otherwise, open, held);
  }

  private void follow(long index, Statement said, Series series) {
    Trail trail = series.trail;
    if (trail == null) {
      trail = new Trail(said.source().path().substring(REQUESTS.length()), findings, series.end);
      series.trail = trail;
    }
    trail.see(index, said);
    if (series.end == null && trail.end() != null) {
      series.end = trail.end();
      confirmed += series.end == EntryType.CONFIRMED_LIVE ? 1 : 0;
      otherwise += series.end == EntryType.CONFIRMED_LIVE ? 0 : 1;
    }
    if (Trail.isRefusal(series.end) && trail.end() == null) {
      series.end = null;
      otherwise--;
    }
    if (trail.isSettled()) {
      series.trail = null;
    }
  }

  /** Times are of many clocks and need not rise; only what is far behind them all is silence. */
  private void silence(long index, Statement said) {
    Instant last = newest;
    if (beats && last != null && said.time().isAfter(last.plus(LONGEST_SILENCE))) {
      findings.noted("entry " + index, "nothing was said between " + last + " and " + said.time());
    }
    beats |= said.type() == EntryType.HEARTBEAT;
    if (last == null || said.time().isAfter(last)) {
      newest = said.time();
    }
  }
}
