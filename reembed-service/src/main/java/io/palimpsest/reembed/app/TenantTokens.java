package io.palimpsest.reembed.app;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.palimpsest.fencing.Fence;
import io.palimpsest.reembed.embed.EmbedMeter;
import io.palimpsest.reembed.embed.Passage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What tenants send to models, as metrics: of the tenants that send most, so that there are never
 * more series than these. Thread-safe.
 */
final class TenantTokens implements EmbedMeter {
  static final int SHOWN = 100;

  /** Tenants that are counted at most; beyond, who comes anew takes the place of who sent least. */
  static final int COUNTED = 10_000;

  private static final double MILLION = 1e6;
  private static final Comparator<Sent> BY_TOKENS = Comparator.comparingLong(sent -> sent.tokens);

  private final MeterRegistry meters;
  private final double price;
  private final Map<UUID, Sent> counted = new HashMap<>();
  private final Map<UUID, Sent> shown = new HashMap<>();

  private static final class Sent {
    private final UUID tenant;
    private final List<Meter> meters = new ArrayList<>();
    private volatile long tokens;

    private Sent(UUID tenant) {
      this.tenant = tenant;
    }
  }

  /**
   * @param meters where to show it
   * @param price of a million tokens; without one no cost is shown
   */
  TenantTokens(MeterRegistry meters, double price) {
    this.meters = meters;
    this.price = price;
  }

  @Override
  public synchronized void called(List<Passage> passages, Duration took) {
    for (Passage passage : passages) {
      Sent sent = counted(passage.tenant());
      sent.tokens += passage.tokens();
      show(sent);
    }
  }

  /** Of what is fenced nothing is shown any more. */
  synchronized void fenced(Fence fence) {
    Optional.ofNullable(counted.remove(fence.uid())).ifPresent(this::hide);
  }

  private Sent counted(UUID tenant) {
    if (counted.size() >= COUNTED && !counted.containsKey(tenant)) {
      Sent least = counted.values().stream().min(BY_TOKENS).orElseThrow();
      counted.remove(least.tenant);
      hide(least);
    }
    return counted.computeIfAbsent(tenant, Sent::new);
  }

  private void show(Sent sent) {
    if (shown.containsKey(sent.tenant)) {
      return;
    }
    if (shown.size() == SHOWN) {
      Sent least = shown.values().stream().min(BY_TOKENS).orElseThrow();
      if (least.tokens >= sent.tokens) {
        return;
      }
      hide(least);
    }
    shown.put(sent.tenant, sent);
    sent.meters.add(counter(IndexMetrics.TENANT_TOKENS, sent, 1));
    if (price > 0) {
      sent.meters.add(counter(IndexMetrics.TENANT_COST, sent, price / MILLION));
    }
  }

  private Meter counter(String name, Sent sent, double each) {
    return FunctionCounter.builder(name, sent, one -> one.tokens * each)
        .tag("tenant", sent.tenant.toString())
        .register(meters);
  }

  private void hide(Sent sent) {
    shown.remove(sent.tenant);
    sent.meters.forEach(meters::remove);
    sent.meters.clear();
  }
}
