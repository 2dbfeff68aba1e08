package io.palimpsest.benchmarks.ground;

import io.palimpsest.local.stack.PartProcess;
import io.palimpsest.local.stack.RunningStack;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

/**
 * Processor time of the processes of a stack, and of the one that measures, while something was
 * done. What else the machine does hardly changes it: it says how much one processor could do at
 * best.
 */
public final class ProcessorTime {
  private static final Duration LOOK = Duration.ofMillis(500);
  private static final Duration AT_MOST = Duration.ofMinutes(3);
  private final RunningStack stack;
  private final Map<String, Double> perItem = new TreeMap<>();

  /**
   * @param stack whose processes are looked at
   */
  public ProcessorTime(RunningStack stack) {
    this.stack = stack;
  }

  /** Does it; of several runs the last one counts. */
  public double during(int items, Callable<Double> work) throws Exception {
    Map<String, Duration> before = used();
    double figure = work.call();
    used()
        .forEach(
            (part, now) ->
                perItem.put(
                    part,
                    (now.toNanos() - before.getOrDefault(part, Duration.ZERO).toNanos())
                        / 1e6
                        / items));
    return figure;
  }

  /**
   * Waits until a process has digested what it was given: half a second in which it used a tenth of
   * a processor at most.
   *
   * @throws IllegalStateException when it has not within three minutes
   */
  public static void awaitRest(PartProcess process) throws InterruptedException {
    long began = System.nanoTime();
    Duration before = used(process);
    while (System.nanoTime() - began < AT_MOST.toNanos()) {
      Thread.sleep(LOOK.toMillis());
      Duration now = used(process);
      if (now.minus(before).compareTo(LOOK.dividedBy(10)) <= 0) {
        return;
      }
      before = now;
    }
    throw new IllegalStateException(process.name() + " does not come to rest");
  }

  private Map<String, Duration> used() {
    Map<String, Duration> used =
        stack.processes().stream()
            .collect(Collectors.toMap(PartProcess::name, ProcessorTime::used));
    used.put("measuring", used(ProcessHandle.current()));
    return used;
  }

  private static Duration used(PartProcess process) {
    return ProcessHandle.of(process.pid()).map(ProcessorTime::used).orElse(Duration.ZERO);
  }

  private static Duration used(ProcessHandle process) {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  @Override
  public String toString() {
    return perItem.entrySet().stream()
        .map(part -> String.format(Locale.ROOT, "%s %.2f", part.getKey(), part.getValue()))
        .collect(Collectors.joining(", "));
  }
}
