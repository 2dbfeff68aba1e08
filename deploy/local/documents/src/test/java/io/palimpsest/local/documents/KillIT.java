package io.palimpsest.local.documents;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SIGKILL under load. */
class KillIT {

  private static final int WRITERS = 8;
  private static final int WRITES = 4_000;

  @TempDir Path folder;

  @Test
  void noAcknowledgedWriteIsLost() throws Exception {
    Outcome outcome = writeAndKill(DocumentServer.class);

    System.out.println("document server: " + outcome);
    assertThat(outcome.acknowledged()).isGreaterThanOrEqualTo(WRITES);
    assertThat(outcome.lost()).isZero();
    assertThat(outcome.withoutIndexEntry()).isZero();
  }

  @Test
  void theSameTestFindsWhatThePlainBackendLoses() throws Exception {
    Outcome outcome = writeAndKill(PlainServer.class);

    System.out.println("plain backend: " + outcome);
    assertThat(outcome.lost()).isPositive();
  }

  private Outcome writeAndKill(Class<?> server) throws Exception {
    Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
    Duration took;
    try (ServerProcess process = ServerProcess.start(server, folder);
        Connection connection = Connection.to(process.port());
        ExecutorService writers = Executors.newFixedThreadPool(WRITERS)) {
      MongoCollection<Document> collection = connection.collection("writes");
      collection.createIndex(Indexes.ascending("uid"), new IndexOptions().unique(true));
      long began = System.nanoTime();
      for (int writer = 0; writer < WRITERS; writer++) {
        int number = writer;
        writers.submit(() -> writeUntilRefused(collection, number, acknowledged));
      }
      Awaitility.await()
          .atMost(Duration.ofMinutes(2))
          .pollInterval(Duration.ofMillis(1))
          .until(() -> acknowledged.size() >= WRITES);
      took = Duration.ofNanos(System.nanoTime() - began);
      process.kill();
    }
    return inspect(server, List.copyOf(acknowledged), took);
  }

  private static void writeUntilRefused(
      MongoCollection<Document> collection, int writer, Queue<String> acknowledged) {
    for (int i = 0; ; i++) {
      String id = writer + "-" + i;
      try {
        collection.insertOne(new Document("_id", id).append("uid", "uid-" + id));
      } catch (MongoException killed) {
        return;
      }
      acknowledged.add(id);
    }
  }

  private Outcome inspect(Class<?> server, List<String> acknowledged, Duration took)
      throws IOException {
    try (ServerProcess process = ServerProcess.start(server, folder);
        Connection connection = Connection.to(process.port())) {
      MongoCollection<Document> collection = connection.collection("writes");
      int lost = 0;
      int withoutIndexEntry = 0;
      for (String id : acknowledged) {
        if (collection.find(Filters.eq("_id", id)).first() == null) {
          lost++;
        } else if (collection.find(Filters.eq("uid", "uid-" + id)).first() == null) {
          withoutIndexEntry++;
        }
      }
      return new Outcome(acknowledged.size(), lost, withoutIndexEntry, took.toMillis());
    }
  }

  private record Outcome(int acknowledged, int lost, int withoutIndexEntry, long millis) {
    @Override
    public String toString() {
      return "%d writes acknowledged in %d ms (%d/s), %d lost, %d without index entry"
          .formatted(acknowledged, millis, acknowledged * 1000L / millis, lost, withoutIndexEntry);
    }
  }
}
