package io.palimpsest.reembed.repair;

import io.palimpsest.reembed.change.Lane;
import io.palimpsest.reembed.index.Estimate;
import io.palimpsest.reembed.index.Pipeline;
import io.palimpsest.reembed.index.Task;
import io.palimpsest.reembed.intake.ChangeScan.Seen;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.ToLongFunction;

/** Sums up what changes would take. */
public final class Estimates {
  private static final Estimate NOTHING = new Estimate(0, 0, 0, 0);
  private final Pipeline pipeline;
  private final double pricePerMillionTokens;

  /**
   * @param pipeline plans
   * @param pricePerMillionTokens of the model, in any currency
   */
  public Estimates(Pipeline pipeline, double pricePerMillionTokens) {
    this.pipeline = pipeline;
    this.pricePerMillionTokens = pricePerMillionTokens;
  }

  Sum begin() {
    return new Sum();
  }

  /** A sum in the making: of each entity the newest revision counts. Not for several threads. */
  final class Sum {
    private record Newest(long revision, Estimate estimate) {}

    private final Map<UUID, Newest> entities = new HashMap<>();

    void add(List<Seen> seen) {
      List<Task> tasks =
          Refeed.newest(seen).stream()
              .filter(one -> isNewest(one))
              .map(one -> new Task(one.change(), Lane.BACKFILL))
              .toList();
      Map<Task, Estimate> estimates = pipeline.estimate(tasks);
      for (Task task : tasks) {
        entities.put(
            task.change().entity().uid(),
            new Newest(task.change().revision(), estimates.getOrDefault(task, NOTHING)));
      }
    }

    private boolean isNewest(Seen seen) {
      Newest known = entities.get(seen.change().entity().uid());
      return known == null || known.revision() < seen.change().revision();
    }

    long entities() {
      return entities.size();
    }

    /** The sum, by name; {@code cost_micros} is in millionths of the price's currency. */
    Map<String, Long> counts() {
      long tokens = sum(Estimate::tokens);
      return Map.of(
          "entities", entities(),
          "entities_due", sum(estimate -> estimate.equals(NOTHING) ? 0 : 1),
          "chunks", sum(Estimate::chunks),
          "tokens", tokens,
          "rewritten", sum(Estimate::rewritten),
          "removed", sum(Estimate::removed),
          "cost_micros", Math.round(tokens * pricePerMillionTokens));
    }

    private long sum(ToLongFunction<Estimate> of) {
      return entities.values().stream().map(Newest::estimate).mapToLong(of).sum();
    }
  }
}
