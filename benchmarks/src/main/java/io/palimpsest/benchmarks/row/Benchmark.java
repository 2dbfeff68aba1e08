package io.palimpsest.benchmarks.row;

import io.palimpsest.benchmarks.ground.Ground;
import io.palimpsest.benchmarks.measure.Row;
import java.util.List;

/** Something that is measured. */
public interface Benchmark {
  /** Its name on the command line. */
  String name();

  /** Ids of the goals that it measures. */
  List<String> goals();

  /**
   * Measures, and leaves nothing running but the ground.
   *
   * @throws Exception when it could not be measured
   */
  List<Row> run(Ground ground, Size size) throws Exception;

  /** All of them. */
  static List<Benchmark> all() {
    return List.of(
        new BulkItems(),
        new NewDocuments(),
        new RemoteModel(),
        new Resync(),
        new OneSentence(),
        new FreeItems(),
        new SlowStore(),
        new ErasureTime(),
        new DroppedNamespaces(),
        new FlatMemory(),
        new ColdStart());
  }
}
