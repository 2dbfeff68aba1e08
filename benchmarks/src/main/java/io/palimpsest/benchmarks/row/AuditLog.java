package io.palimpsest.benchmarks.row;

import io.palimpsest.benchmarks.ground.Ground;
import io.palimpsest.benchmarks.ground.LogGround;
import io.palimpsest.benchmarks.measure.Goal;
import io.palimpsest.benchmarks.measure.Rounds;
import io.palimpsest.benchmarks.measure.Row;
import io.palimpsest.benchmarks.measure.Sample;
import io.palimpsest.benchmarks.measure.Variant;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The audit log: how fast it takes statements, how late, how soon it starts and is verified. */
final class AuditLog implements Benchmark {
  private static final String ID = "Q12";
  private static final double MILLION = 1e6;
  private static final double P99 = 0.99;
  private static final Duration PAUSE = Duration.ofMillis(10);

  @Override
  public String name() {
    return "audit-log";
  }

  @Override
  public List<String> goals() {
    return List.of(ID, "L9");
  }

  @Override
  public List<Row> run(Ground ground, Size size) throws Exception {
    List<Row> rows = new ArrayList<>();
    run(ground, size, rows::add);
    return rows;
  }

  @Override
  public void run(Ground ground, Size size, Consumer<Row> rows) throws Exception {
    Path folder = Path.of(System.getProperty("palimpsest.checkout", "."), ".palimpsest/bench");
    long began = System.nanoTime();
    try (LogGround log =
        LogGround.with(folder.resolve("log-" + ProcessHandle.current().pid()), size.logEntries())) {
      took("%,d entries are signed".formatted(size.logEntries()), began);
      rows.accept(rate(log, size));
      rows.accept(delay(log, size));
      rows.accept(certificate(log));
      took("rate and delay are measured", began);
      rows.accept(start(log, size, false));
      rows.accept(start(log, size, true));
      took("starts are measured", began);
      verification(log, size).forEach(rows);
      took("verification is measured", began);
    }
  }

  /** It is long: whoever waits sees how far it is. */
  private static void took(String what, long began) {
    System.err.printf(
        Locale.ROOT,
        "audit-log: %s after %d s%n",
        what,
        TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began));
  }

  private static Row rate(LogGround log, Size size) throws Exception {
    int statements = 2 * size.items();
    List<Sample> samples =
        Rounds.of(
            size.rounds(),
            List.of(
                new Variant(
                    "%,d statements at once".formatted(statements),
                    () -> log.perSecond(statements))));
    return Row.figure(
        ID,
        "statements sequenced, signed and published",
        "entries/s",
        samples.getFirst(),
        Goal.atLeast(2_000),
        "%,d entries before".formatted(size.logEntries()));
  }

  private static Row delay(LogGround log, Size size) throws Exception {
    List<Sample> samples =
        Rounds.of(
            size.rounds(),
            List.of(
                new Variant(
                    "100 statements/s", () -> percentile(log.delays(size.items() / 2, PAUSE)))));
    return Row.figure(
        ID,
        "from a statement to the checkpoint that covers it, p99",
        "ms",
        samples.getFirst(),
        Goal.atMost(2_000),
        "");
  }

  private static Row certificate(LogGround log) throws Exception {
    LogGround.Issued issued = log.certificate();
    return Row.figure(
        ID,
        "certificate of the newest confirmation, of %,d entries".formatted(issued.size()),
        "bytes",
        new Sample("one file", List.of((double) issued.bytes())),
        Goal.atMost(4_096),
        "entry %,d bytes, the rest %,d; without a witness"
            .formatted(issued.entry(), issued.bytes() - issued.entry()));
  }

  private static Row start(LogGround log, Size size, boolean killed) throws Exception {
    List<Double> ready = new ArrayList<>();
    StringBuilder first = new StringBuilder();
    for (int round = 0; round < size.rounds(); round++) {
      ready.add(log.ready(killed));
      first.append("%.1f ".formatted(log.first()));
    }
    return Row.figure(
        ID,
        "ready with %,d entries, after %s"
            .formatted(log.size(), killed ? "a kill -9" : "an orderly end"),
        "s",
        new Sample("erasure", ready),
        Goal.atMost(5),
        "then until a statement is covered, s: " + first.toString().strip());
  }

  private static List<Row> verification(LogGround log, Size size) throws Exception {
    List<Sample> samples =
        Rounds.of(
            size.rounds(),
            List.of(
                new Variant("verifier of the whole log", log::verified),
                new Variant("SHA-256 of the same bytes", log::hashed)));
    Sample verifier = samples.getFirst();
    Sample seconds =
        new Sample(
            verifier.name(), verifier.figures().stream().map(rate -> MILLION / rate).toList());
    return List.of(
        Row.figure(
            ID,
            "the whole log verified, for 1,000,000 entries",
            "s",
            seconds,
            Goal.atMost(60),
            "%,d entries".formatted(log.size())),
        Row.ratio(
            ID,
            "the same, against SHA-256 of the same bytes",
            "entries/s",
            samples,
            Goal.atLeast(0.02),
            "every entry is read, written again in its one form, hashed and followed"));
  }

  private static double percentile(List<Double> delays) {
    List<Double> sorted = delays.stream().sorted().toList();
    return sorted.get((int) Math.ceil(P99 * sorted.size()) - 1);
  }
}
