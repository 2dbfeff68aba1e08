package io.palimpsest.local.documents;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.Updates;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client that bounds its calls says so in each command: every command that is used takes it. */
class TimeoutsIT {
  private static final int MORE_THAN_A_BATCH = 250;

  @TempDir Path folder;

  @Test
  void everyCommandTakesTheTimeThatItsCallMayLast() throws Exception {
    try (ServerProcess process = ServerProcess.start(DocumentServer.class, folder);
        Connection connection = Connection.to(process.port())) {
      MongoCollection<Document> collection =
          connection.collection("bounded").withTimeout(10, TimeUnit.SECONDS);
      Bson one = Filters.eq("_id", 1);
      assertThat(collection.createIndex(Indexes.ascending("n"))).isNotBlank();
      collection.insertOne(new Document("_id", 1).append("n", 1));
      collection.insertMany(
          IntStream.range(2, MORE_THAN_A_BATCH).mapToObj(n -> new Document("_id", n)).toList());
      collection.bulkWrite(
          List.of(
              new InsertOneModel<>(new Document("_id", 0)),
              new UpdateOneModel<>(one, Updates.set("n", 2))));
      assertThat(collection.updateOne(one, Updates.inc("n", 1)).getMatchedCount()).isEqualTo(1);
      assertThat(collection.updateMany(one, Updates.inc("n", 1)).getMatchedCount()).isEqualTo(1);
      assertThat(
              collection
                  .replaceOne(one, new Document("n", 5), new ReplaceOptions().upsert(true))
                  .getMatchedCount())
          .isEqualTo(1);
      assertThat(collection.findOneAndUpdate(one, Updates.inc("n", 1))).containsEntry("n", 5);
      assertThat(collection.find(one).first()).containsEntry("n", 6);
      assertThat(collection.find().batchSize(100).into(new ArrayList<>()))
          .hasSize(MORE_THAN_A_BATCH);
      assertThat(collection.countDocuments()).isEqualTo(MORE_THAN_A_BATCH);
      assertThat(collection.distinct("n", Integer.class)).contains(6);
      assertThat(collection.findOneAndDelete(one)).containsEntry("n", 6);
      assertThat(collection.deleteOne(Filters.eq("_id", 2)).getDeletedCount()).isEqualTo(1);
      assertThat(collection.deleteMany(Filters.empty()).getDeletedCount())
          .isEqualTo(MORE_THAN_A_BATCH - 2);
    }
  }
}
