package io.palimpsest.benchmarks.row;

import io.palimpsest.benchmarks.ground.Ground;
import io.palimpsest.benchmarks.measure.Goal;
import io.palimpsest.benchmarks.measure.Row;
import io.palimpsest.benchmarks.measure.Sample;
import io.palimpsest.local.stack.Part;
import io.palimpsest.local.stack.PartProcess;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** From the start of a service's process to its being ready, services in turns. */
final class ColdStart implements Benchmark {
  private static final List<Part> SERVICES = List.of(Part.INGEST, Part.REEMBED, Part.ERASURE);

  @Override
  public String name() {
    return "cold-start";
  }

  @Override
  public List<String> goals() {
    return List.of("Q10");
  }

  @Override
  public List<Row> run(Ground ground, Size size) throws Exception {
    Map<Part, List<Double>> seconds = new LinkedHashMap<>();
    for (Part service : SERVICES) {
      ground.stack().add(service);
      ground.stack().process(service).end();
    }
    for (int round = 0; round < size.rounds(); round++) {
      for (Part service : SERVICES) {
        PartProcess process = ground.stack().process(service);
        long began = System.nanoTime();
        process.start();
        double took = (System.nanoTime() - began) / 1e9;
        seconds.computeIfAbsent(service, s -> new ArrayList<>()).add(took);
        process.end();
      }
    }
    return seconds.entrySet().stream()
        .map(
            entry ->
                Row.figure(
                    "Q10",
                    "ready from cold, " + entry.getKey().label(),
                    "s",
                    new Sample(entry.getKey().label(), entry.getValue()),
                    Goal.atMost(3),
                    ""))
        .toList();
  }
}
