package io.palimpsest.reembed.app;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.palimpsest.fencing.Fence;
import io.palimpsest.reembed.repair.Coverage;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * How much of a tenant's vectors is as it should be, as a metric: of the tenants that are covered
 * least, so that there are never more series than these. Thread-safe.
 */
final class TenantCoverage implements Coverage {
  static final int MOST = 100;

  private static final Comparator<Map.Entry<Of, Measure>> BY_PERCENT =
      Comparator.comparingDouble(one -> one.getValue().percent());

  private final MultiGauge gauge;
  private final Predicate<List<UUID>> isFenced;
  private final Map<Of, Measure> lowest = new HashMap<>();

  private record Of(UUID tenant, String target) {}

  /**
   * @param meters where to show it
   * @param isFenced whether a tenant is, from before {@link #fenced} is told of it
   */
  TenantCoverage(MeterRegistry meters, Predicate<List<UUID>> isFenced) {
    this.isFenced = isFenced;
    this.gauge = MultiGauge.builder(IndexMetrics.TENANT_COVERAGE).register(meters);
  }

  @Override
  public synchronized void measured(Measure measure) {
    if (isFenced.test(measure.uids())) {
      return;
    }
    lowest.put(new Of(measure.uids().getLast(), measure.target()), measure);
    if (lowest.size() > MOST) {
      lowest.remove(lowest.entrySet().stream().max(BY_PERCENT).orElseThrow().getKey());
    }
    show();
  }

  /** Of what is fenced nothing is shown any more. */
  synchronized void fenced(Fence fence) {
    if (lowest.values().removeIf(measure -> measure.uids().contains(fence.uid()))) {
      show();
    }
  }

  private void show() {
    gauge.register(
        lowest.entrySet().stream()
            .map(
                one ->
                    MultiGauge.Row.of(
                        Tags.of(
                            "tenant", one.getKey().tenant().toString(),
                            "target", one.getKey().target()),
                        one.getValue().percent()))
            .toList(),
        true);
  }
}
