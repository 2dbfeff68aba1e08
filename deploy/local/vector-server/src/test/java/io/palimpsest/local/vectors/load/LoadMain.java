package io.palimpsest.local.vectors.load;

import com.google.common.util.concurrent.Futures;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import io.pinecone.clients.Index;
import io.pinecone.configs.PineconeConfig;
import io.pinecone.configs.PineconeConnection;
import io.pinecone.unsigned_indices_model.VectorWithUnsignedIndices;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Measures a running server through the official SDK: {@code LoadMain HOST:PORT DIMENSION VECTORS
 * NAMESPACES BATCH WRITERS}. Prints upserts per second, then latencies of queries in milliseconds.
 */
final class LoadMain {
  private static final int QUERIES = 1_000;

  private final Index index;
  private final int dimension;
  private final int vectors;
  private final int namespaces;
  private final int batch;
  private final int writers;

  private LoadMain(Index index, int[] sizes) {
    this.index = index;
    this.dimension = sizes[0];
    this.vectors = sizes[1];
    this.namespaces = sizes[2];
    this.batch = sizes[3];
    this.writers = sizes[4];
  }

  public static void main(String[] arguments) throws Exception {
    PineconeConfig config = new PineconeConfig("any");
    config.setHost(arguments[0]);
    config.setTLSEnabled(false);
    int[] sizes = Arrays.stream(arguments).skip(1).mapToInt(Integer::parseInt).toArray();
    try (Index index = new Index(config, new PineconeConnection(config), "load")) {
      LoadMain load = new LoadMain(index, sizes);
      load.upsert();
      load.query("first after writing", 1);
      load.query("plain", QUERIES);
      load.queryFiltered();
      load.drop();
    }
  }

  private void upsert() throws Exception {
    long before = System.nanoTime();
    try (ExecutorService pool = Executors.newFixedThreadPool(writers)) {
      List<Future<?>> batches = new ArrayList<>();
      for (int from = 0; from < vectors; from += batch) {
        int start = from;
        batches.add(pool.submit(() -> index.upsert(batch(start), namespace(start / batch))));
      }
      for (Future<?> done : batches) {
        Futures.getUnchecked(done);
      }
    }
    double seconds = (System.nanoTime() - before) / 1e9;
    System.out.printf("upsert: %d in %.1f s: %.0f/s%n", vectors, seconds, vectors / seconds);
  }

  private void query(String what, int count) {
    double[] millis = new double[count];
    for (int i = 0; i < count; i++) {
      long before = System.nanoTime();
      index.queryByVector(10, values(-i), namespace(i), false, true);
      millis[i] = (System.nanoTime() - before) / 1e6;
    }
    print(what, millis);
  }

  private void queryFiltered() {
    double[] millis = new double[QUERIES];
    for (int i = 0; i < QUERIES; i++) {
      Struct filter = metadata(i % 100);
      long before = System.nanoTime();
      index.queryByVector(10, values(-i), namespace(i), filter, false, true);
      millis[i] = (System.nanoTime() - before) / 1e6;
    }
    print("filtered to 1%", millis);
  }

  private void drop() {
    double[] millis = new double[namespaces];
    for (int i = 0; i < namespaces; i++) {
      long before = System.nanoTime();
      index.deleteNamespace(namespace(i));
      millis[i] = (System.nanoTime() - before) / 1e6;
    }
    print("drop namespace", millis);
  }

  private static void print(String what, double[] millis) {
    Arrays.sort(millis);
    System.out.printf(
        "%s: median %.2f ms, p95 %.2f ms, max %.2f ms%n",
        what,
        millis[millis.length / 2],
        millis[(int) (millis.length * 0.95)],
        millis[millis.length - 1]);
  }

  private List<VectorWithUnsignedIndices> batch(int start) {
    List<VectorWithUnsignedIndices> batchOf = new ArrayList<>(batch);
    for (int i = start; i < Math.min(vectors, start + batch); i++) {
      batchOf.add(new VectorWithUnsignedIndices("v" + i, values(i), metadata(i % 100), null));
    }
    return batchOf;
  }

  private String namespace(int number) {
    return "load-" + number % namespaces;
  }

  private static Struct metadata(int group) {
    return Struct.newBuilder()
        .putFields("group", Value.newBuilder().setNumberValue(group).build())
        .build();
  }

  private List<Float> values(int seed) {
    Random random = new Random(seed);
    List<Float> values = new ArrayList<>(dimension);
    for (int i = 0; i < dimension; i++) {
      values.add((float) random.nextGaussian());
    }
    return values;
  }
}
