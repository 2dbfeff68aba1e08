package io.palimpsest.local.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Updates;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IndexesIT {

  @TempDir Path folder;

  private DocumentServer server;
  private Connection connection;
  private MongoCollection<Document> things;

  @BeforeEach
  void start() throws IOException {
    server = new DocumentServer(0, folder);
    connection = Connection.to(server.port());
    things = connection.collection("things");
  }

  @AfterEach
  void stop() {
    connection.close();
    server.close();
  }

  private void restart() throws IOException {
    stop();
    start();
  }

  @Test
  void aUniqueIndexHoldsAfterARestart() throws IOException {
    things.createIndex(Indexes.ascending("uid"), new IndexOptions().unique(true));
    things.insertOne(new Document("_id", 1).append("uid", "a"));
    restart();

    assertDuplicate(new Document("_id", 2).append("uid", "a"));
    things.insertOne(new Document("_id", 3).append("uid", "b"));
  }

  @Test
  void aSparseIndexLetsManyDocumentsHaveNoValue() throws IOException {
    things.createIndex(Indexes.ascending("pending"), new IndexOptions().unique(true).sparse(true));
    things.insertMany(List.of(new Document("_id", 1), new Document("_id", 2)));
    restart();

    things.insertOne(new Document("_id", 3));
    things.insertOne(new Document("_id", 4).append("pending", "x"));
    assertDuplicate(new Document("_id", 5).append("pending", "x"));
  }

  @Test
  void aPartialIndexIsUniqueAmongTheDocumentsThatItCovers() throws IOException {
    things.createIndex(
        Indexes.ascending("scope"),
        new IndexOptions().unique(true).partialFilterExpression(Filters.exists("claim")));
    things.insertOne(claimed(1));
    restart();

    things.insertOne(new Document("_id", 2).append("scope", "s"));
    things.insertOne(new Document("_id", 3).append("scope", "s"));
    assertDuplicate(claimed(4));

    things.updateOne(Filters.eq("_id", 1), Updates.unset("claim"));
    things.updateOne(Filters.eq("_id", 2), Updates.set("claim", true));
    assertThatThrownBy(() -> things.updateOne(Filters.eq("_id", 3), Updates.set("claim", true)))
        .isInstanceOf(MongoWriteException.class)
        .hasMessageContaining("E11000");

    things.deleteOne(Filters.eq("_id", 2));
    assertThatCode(() -> things.insertOne(claimed(5))).doesNotThrowAnyException();
  }

  @Test
  void anExpiringIndexDeletesWhatIsDueAndNothingElse() throws IOException {
    things.createIndex(
        Indexes.ascending("parked_at"), new IndexOptions().expireAfter(60L, TimeUnit.SECONDS));
    restart();
    things.insertMany(
        List.of(
            new Document("_id", "due").append("parked_at", minutesAgo(2)),
            new Document("_id", "later").append("parked_at", minutesAgo(0)),
            new Document("_id", "undated"),
            new Document("_id", "text").append("parked_at", "long ago")));

    await()
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(
            () ->
                assertThat(things.find().map(it -> it.getString("_id")))
                    .containsExactlyInAnyOrder("later", "undated", "text"));
  }

  @Test
  void aDroppedCollectionLeavesNoEntriesInItsIndexes() throws IOException {
    things.createIndex(Indexes.ascending("uid"), new IndexOptions().unique(true));
    things.insertOne(new Document("_id", 1).append("uid", "a"));
    things.drop();
    restart();

    things.createIndex(Indexes.ascending("uid"), new IndexOptions().unique(true));
    assertThatCode(() -> things.insertOne(new Document("_id", 2).append("uid", "a")))
        .doesNotThrowAnyException();
  }

  private static Document claimed(int id) {
    return new Document("_id", id).append("scope", "s").append("claim", true);
  }

  private static Date minutesAgo(int minutes) {
    return Date.from(Instant.now().minus(Duration.ofMinutes(minutes)));
  }

  private void assertDuplicate(Document document) {
    assertThatThrownBy(() -> things.insertOne(document))
        .isInstanceOf(MongoWriteException.class)
        .hasMessageContaining("E11000");
  }
}
