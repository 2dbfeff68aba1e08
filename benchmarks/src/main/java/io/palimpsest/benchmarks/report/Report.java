package io.palimpsest.benchmarks.report;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.palimpsest.benchmarks.measure.Row;
import io.palimpsest.benchmarks.measure.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * A run as JSON and as a plot.
 *
 * @param at when it ended
 * @param processors of the machine
 * @param load of the machine over the last minute, when the run began and when it ended: above the
 *     number of processors somebody else was at work
 * @param results what was measured
 */
public record Report(Instant at, int processors, List<Double> load, List<Result> results) {
  /** Copies the lists. */
  public Report {
    load = List.copyOf(load);
    results = List.copyOf(results);
  }

  /**
   * A row with what follows from it.
   *
   * @param row what was measured
   * @param ratio of the round in the middle
   * @param verdict whether the goal was met
   */
  public record Result(Row row, double ratio, Verdict verdict) {
    /** The result of a row. */
    public static Result of(Row row) {
      return new Result(row, row.ratio(), row.verdict());
    }
  }

  /** Writes {@code bench.json} and {@code bench.svg} into the folder. */
  public void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    JsonMapper.builder()
        .findAndAddModules()
        .enable(SerializationFeature.INDENT_OUTPUT)
        .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
        .build()
        .writeValue(folder.resolve("bench.json").toFile(), this);
    Files.writeString(
        folder.resolve("bench.svg"), Plot.of(results.stream().map(Result::row).toList()));
  }
}
