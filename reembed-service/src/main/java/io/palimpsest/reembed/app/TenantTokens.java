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
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What tenants send to models, as metrics: of the tenants that send most, so that there are never
 * more series than these. Thread-safe.
 */
final class TenantTokens implements EmbedMeter {
  static final int SHOWN = 100;

  /** Tenants that are counted at most. */
  static final int COUNTED = 10_000;

  /** So many of those that sent least, and are not shown, give way at once to who comes anew. */
  static final int GIVING_WAY = 1_000;

  private static final double MILLION = 1e6;
  private static final Comparator<Sent> BY_TOKENS = Comparator.comparingLong(sent -> sent.tokens);

  private final MeterRegistry meters;
  private final double price;
  private final Predicate<UUID> isFenced;
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
   * @param isFenced whether a tenant is, from before {@link #fenced} is told of it
   */
  TenantTokens(MeterRegistry meters, double price, Predicate<UUID> isFenced) {
    this.meters = meters;
    this.price = price;
    this.isFenced = isFenced;
  }

  @Override
  public synchronized void called(List<Passage> passages, Duration took) {
    passages.stream()
        .collect(Collectors.groupingBy(Passage::tenant, Collectors.summingLong(Passage::tokens)))
        .forEach(this::sent);
  }

  /** A call that ended after the fence is counted no more. */
  private void sent(UUID tenant, long tokens) {
    if (!isFenced.test(tenant)) {
      Sent sent = counted(tenant);
      sent.tokens += tokens;
      show(sent);
    }
  }

  /** Of what is fenced nothing is shown any more. */
  synchronized void fenced(Fence fence) {
    Optional.ofNullable(counted.remove(fence.uid())).ifPresent(this::hide);
  }

  private Sent counted(UUID tenant) {
    if (counted.size() >= COUNTED && !counted.containsKey(tenant)) {
      counted.values().stream()
          .filter(one -> !shown.containsKey(one.tenant))
          .sorted(BY_TOKENS)
          .limit(GIVING_WAY)
          .toList()
          .forEach(least -> counted.remove(least.tenant));
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
