package io.palimpsest.benchmarks.row;

import io.palimpsest.reembed.embed.MiniLmModel;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The model that the product ships with, on as many threads as there are cores. */
final class RealModel implements AutoCloseable {
  private final ExecutorService cores =
      Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
  private final MiniLmModel model = new MiniLmModel(cores);

  MiniLmModel get() {
    return model;
  }

  @Override
  public void close() {
    cores.shutdown();
  }
}
