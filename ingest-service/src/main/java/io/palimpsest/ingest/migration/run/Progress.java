package io.palimpsest.ingest.migration.run;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;

/** Keeps how far a run was when, and draws it at its end. */
@Singleton
class Progress {
  private final RunFiles files;
  private final InstantSource clock;

  Progress(RunFiles files, InstantSource clock) {
    this.files = files;
    this.clock = clock;
  }

  /**
   * How far a run was.
   *
   * @param at when
   * @param phase in which phase
   * @param done records that were done until then
   */
  record Sample(
      @JsonProperty("at") Instant at,
      @JsonProperty("phase") String phase,
      @JsonProperty("done") long done) {}

  /** Notes a step that did something, or ended its phase. */
  void note(String run, String phase, long done, Phase.Step step) {
    if (step.done() > 0 || step.finished()) {
      files.append(run, RunFiles.PROGRESS, new Sample(clock.instant(), phase, done));
    }
  }

  /** Draws what was noted. */
  void plot(String run) {
    files
        .find(run, RunFiles.PROGRESS)
        .ifPresent(
            file -> {
              try (Stream<String> lines = Files.lines(file)) {
                List<Sample> samples = lines.map(line -> Cursors.read(line, Sample.class)).toList();
                files.writeText(run, RunFiles.PLOT, ProgressPlot.of(samples));
              } catch (IOException broken) {
                throw new UncheckedIOException(broken);
              }
            });
  }
}
