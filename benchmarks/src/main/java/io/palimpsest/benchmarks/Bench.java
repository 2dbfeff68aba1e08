package io.palimpsest.benchmarks;

import io.palimpsest.benchmarks.ground.Ground;
import io.palimpsest.benchmarks.report.Report;
import io.palimpsest.benchmarks.report.Table;
import io.palimpsest.benchmarks.row.Benchmark;
import io.palimpsest.benchmarks.row.Size;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures the product against its peers and its goals, in one run on one machine. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description =
        "Measures and compares. Ends with 1 when something could not be measured; a goal that"
            + " was missed is printed and is no failure.")
public final class Bench implements Callable<Integer> {
  @Option(names = "--quick", description = "20 documents and 3 rounds: minutes.")
  private boolean quick;

  @Option(
      names = "--only",
      split = ",",
      description = "Names or goals, such as resync or Q3; default: all.")
  private List<String> only = List.of();

  @Option(names = "--out", description = "Folder for bench.json and bench.svg.")
  private Path out = Path.of(System.getProperty("palimpsest.checkout", "."), ".palimpsest/bench");

  private final PrintWriter print = new PrintWriter(System.out, true);

  private Bench() {}

  /** Runs what the arguments ask for. */
  public static void main(String... args) {
    quiet();
    System.exit(new CommandLine(new Bench()).execute(args));
  }

  /** Where no level is set, clients make a record of every trace: a tenth of the time. */
  private static void quiet() {
    System.setProperty("java.util.logging.manager", "org.jboss.logmanager.LogManager");
    Logger.getLogger("").setLevel(Level.WARNING);
  }

  @Override
  public Integer call() throws Exception {
    List<Benchmark> chosen = Benchmark.all().stream().filter(this::isChosen).toList();
    if (chosen.isEmpty()) {
      print.println("bench: nothing is called " + String.join(", ", only) + "; there are:");
      Benchmark.all().forEach(one -> print.println("  " + one.name() + " " + one.goals()));
      return CommandLine.ExitCode.USAGE;
    }
    double before = load();
    List<Report.Result> results = new ArrayList<>();
    boolean complete = true;
    try (Ground ground = Ground.in(out.resolve("stack-" + ProcessHandle.current().pid()))) {
      for (Benchmark benchmark : chosen) {
        complete &= measure(benchmark, ground, results);
      }
    }
    int processors = Runtime.getRuntime().availableProcessors();
    new Report(Instant.now(), processors, List.of(before, load()), results).write(out);
    print.printf(
        "load %.1f before, %.1f after, on %d processors; written to %s%n",
        before, load(), processors, out);
    return complete ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
  }

  private boolean measure(Benchmark benchmark, Ground ground, List<Report.Result> results) {
    try {
      benchmark.run(
          ground,
          quick ? Size.QUICK : Size.FULL,
          row -> {
            Table.print(row, print);
            results.add(Report.Result.of(row));
          });
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (Exception e) {
      print.println("could not measure " + benchmark.name() + ": " + e);
      return false;
    }
  }

  private boolean isChosen(Benchmark benchmark) {
    return only.isEmpty()
        || only.contains(benchmark.name())
        || benchmark.goals().stream().anyMatch(only::contains);
  }

  private static double load() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }
}
