package io.palimpsest.local.vectors.call;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.LongAdder;

/** Counts calls by operation, answered and refused ones apart. */
public final class CallCounts implements CallHandler {
  /**
   * Counts of one operation.
   *
   * @param records vectors or ids that the requests named
   */
  public record Count(long calls, long refused, long records) {}

  private record Adders(LongAdder calls, LongAdder refused, LongAdder records) {
    void reset() {
      calls.reset();
      refused.reset();
      records.reset();
    }
  }

  private final CallHandler next;
  private final Map<Operation, Adders> counts = new EnumMap<>(Operation.class);

  public CallCounts(CallHandler next) {
    this.next = next;
    for (Operation operation : Operation.values()) {
      counts.put(operation, new Adders(new LongAdder(), new LongAdder(), new LongAdder()));
    }
  }

  @Override
  public CompletionStage<Reply> handle(Call call) {
    Adders adders = of(call.operation());
    adders.calls().increment();
    adders.records().add(call.records());
    try {
      return next.handle(call).whenComplete((reply, failure) -> count(adders, failure));
    } catch (RuntimeException e) {
      adders.refused().increment();
      throw e;
    }
  }

  public Count count(Operation operation) {
    Adders adders = of(operation);
    return new Count(adders.calls().sum(), adders.refused().sum(), adders.records().sum());
  }

  public void reset() {
    counts.values().forEach(Adders::reset);
  }

  private static void count(Adders adders, Throwable failure) {
    if (failure != null) {
      adders.refused().increment();
    }
  }

  private Adders of(Operation operation) {
    Adders adders = counts.get(operation);
    if (adders == null) {
      throw new IllegalStateException("every operation is counted");
    }
    return adders;
  }
}
