package io.palimpsest.reembed.search;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.palimpsest.reembed.find.Reply;
import java.time.Duration;
import java.util.List;

/** Names of the metrics of search, and how they are counted. */
final class SearchMetrics {
  /** Timer: a step of a search; tag {@code step}: embed, store, rerank, and total of these. */
  static final String STEP = "palimpsest.search.step";

  /** Counter: matches that named another tenant and were dropped. Expected: 0. */
  static final String LEAKED = "palimpsest.search.leaked";

  /** Counter: matches of another model that were dropped. */
  static final String STALE = "palimpsest.search.stale";

  /** Counter: namespaces that could not be asked. */
  static final String FAILED = "palimpsest.search.namespaces.failed";

  /** Summary: part of an answer that the other side of a route finds too, 0 to 1. */
  static final String OVERLAP = "palimpsest.search.route.overlap";

  private final DistributionSummary overlap;
  private final Timer embed;
  private final Timer store;
  private final Timer rerank;
  private final Timer total;
  private final Counter leaked;
  private final Counter stale;
  private final Counter failed;

  SearchMetrics(MeterRegistry meters) {
    embed = step(meters, "embed");
    store = step(meters, "store");
    rerank = step(meters, "rerank");
    total = step(meters, "total");
    leaked = meters.counter(LEAKED);
    stale = meters.counter(STALE);
    failed = meters.counter(FAILED);
    overlap = meters.summary(OVERLAP);
  }

  void compared(double part) {
    overlap.record(part);
  }

  void searched(Duration embedding, Duration asking, Duration ranking, List<Reply> outcomes) {
    embed.record(embedding);
    store.record(asking);
    rerank.record(ranking);
    total.record(embedding.plus(asking).plus(ranking));
    for (Reply outcome : outcomes) {
      switch (outcome) {
        case Reply.Answered answered -> {
          leaked.increment(answered.leaked());
          stale.increment(answered.stale());
        }
        case Reply.Failed failure -> failed.increment();
      }
    }
  }

  private static Timer step(MeterRegistry meters, String step) {
    return meters.timer(STEP, "step", step);
  }
}
