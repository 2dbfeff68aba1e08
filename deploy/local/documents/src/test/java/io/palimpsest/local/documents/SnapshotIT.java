package io.palimpsest.local.documents;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Updates;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a reply says was so when its command ran, whatever happens until it is sent. */
class SnapshotIT {
  private static final int TURNS = 3_000;
  private static final Bson DAY = Filters.eq("state", "day");
  private static final Bson NIGHT = Filters.eq("state", "night");

  @TempDir Path folder;

  @Test
  void whatIsFoundFulfilsTheFilterThatFoundIt() throws Exception {
    try (DocumentServer server = new DocumentServer(0, folder);
        Connection writing = Connection.to(server.port());
        Connection reading = Connection.to(server.port());
        ExecutorService threads = Executors.newFixedThreadPool(2)) {
      MongoCollection<Document> things = writing.collection("things");
      things.createIndex(Indexes.ascending("state"));
      things.insertOne(new Document("_id", 1).append("state", "day").append("sun", true));
      AtomicBoolean over = new AtomicBoolean();
      Future<Integer> finding = threads.submit(() -> find(reading.collection("things"), over));
      Future<Integer> changing = threads.submit(() -> change(reading.collection("things"), over));

      for (int turn = 0; turn < TURNS; turn++) {
        things.updateOne(DAY, Updates.combine(Updates.set("state", "night"), Updates.unset("sun")));
        things.updateOne(
            NIGHT, Updates.combine(Updates.set("state", "day"), Updates.set("sun", true)));
      }
      over.set(true);

      assertThat(finding.get()).as("found").isPositive();
      assertThat(changing.get()).as("changed and returned").isPositive();
    }
  }

  private static int find(MongoCollection<Document> things, AtomicBoolean over) {
    int found = 0;
    while (!over.get()) {
      for (Document day : things.find(DAY)) {
        assertThat(day).containsEntry("state", "day").containsEntry("sun", true);
        found++;
      }
    }
    return found;
  }

  private static int change(MongoCollection<Document> things, AtomicBoolean over) {
    FindOneAndUpdateOptions after =
        new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER);
    int changed = 0;
    while (!over.get()) {
      Document night = things.findOneAndUpdate(NIGHT, Updates.inc("owls", 1), after);
      if (night != null) {
        assertThat(night).containsEntry("state", "night").doesNotContainKey("sun");
        changed++;
      }
    }
    return changed;
  }
}
