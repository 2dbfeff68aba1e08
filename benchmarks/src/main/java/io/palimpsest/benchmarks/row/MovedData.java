package io.palimpsest.benchmarks.row;

import io.palimpsest.benchmarks.ground.Ground;
import io.palimpsest.benchmarks.ground.OldPortfolio;
import io.palimpsest.benchmarks.measure.Goal;
import io.palimpsest.benchmarks.measure.Rounds;
import io.palimpsest.benchmarks.measure.Row;
import io.palimpsest.benchmarks.measure.Variant;
import io.palimpsest.local.stack.Part;
import java.util.List;

/** Backups and migrations of an old system, beside loops over driver and SDK. */
final class MovedData implements Benchmark {
  private static final String ID = "Q11";
  private static final int DIMENSION = 32;
  private static final double SHARE = 0.8;

  @Override
  public String name() {
    return "migration";
  }

  @Override
  public List<String> goals() {
    return List.of(ID);
  }

  @Override
  public List<Row> run(Ground ground, Size size) throws Exception {
    ground.stack().add(Part.INGEST, Part.REEMBED);
    List<float[]> vectors = new RandomVectors(DIMENSION).next(size.items());
    try (OldPortfolio old = OldPortfolio.of(ground, DIMENSION, vectors)) {
      Row backup =
          Row.ratio(
              ID,
              "backup of rows and vectors",
              "records/s",
              Rounds.of(
                  size.rounds(),
                  List.of(
                      new Variant("product, with digests and fsync", old::backup),
                      new Variant("driver and SDK into files", old::copyToFiles))),
              Goal.atLeast(SHARE),
              "%,d rows, as many vectors of %d numbers".formatted(size.items(), DIMENSION));
      old.tryBackup();
      Row items =
          Row.ratio(
              ID,
              "rows become items",
              "items/s",
              Rounds.of(
                  size.rounds(),
                  List.of(
                      new Variant("product, phase 2", old::migrate),
                      new Variant("driver, read and insert", old::insert))),
              Goal.atLeast(SHARE),
              "the product embeds what it has meanwhile");
      return List.of(backup, items);
    } finally {
      ground.stack().process(Part.INGEST).end();
      ground.stack().process(Part.REEMBED).end();
    }
  }
}
