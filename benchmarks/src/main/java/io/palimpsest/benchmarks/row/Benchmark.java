package io.palimpsest.benchmarks.row;

import io.palimpsest.benchmarks.ground.Ground;
import io.palimpsest.benchmarks.measure.Row;
import java.util.List;
import java.util.function.Consumer;

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

  /**
   * The same, each row told as soon as it is there: what fails later takes none of them away.
   *
   * @param rows hears each row
   */
  default void run(Ground ground, Size size, Consumer<Row> rows) throws Exception {
    run(ground, size).forEach(rows);
  }

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
        new MovedData(),
        new AuditLog(),
        new FlatMemory(),
        new ColdStart());
  }
}
