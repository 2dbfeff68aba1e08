package io.palimpsest.local.documents;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One command that concerns more documents than fit into the memory of the server's process. */
class ManyIT {
  private static final int DOCUMENTS = 4_000;
  private static final int AT_ONCE = 50;
  private static final String LARGE = "x".repeat(100_000);

  @TempDir Path folder;

  @Test
  void allAreDeletedAtOnceButForThoseThatDoNotMatch() throws Exception {
    try (ServerProcess process = ServerProcess.start(DocumentServer.class, folder);
        Connection connection = Connection.to(process.port())) {
      MongoCollection<Document> collection = connection.collection("many");
      for (int from = 0; from < DOCUMENTS; from += AT_ONCE) {
        collection.insertMany(page(from));
      }

      long deleted = collection.deleteMany(Filters.gte("number", 10)).getDeletedCount();

      assertThat(deleted).isEqualTo(DOCUMENTS - 10);
      assertThat(collection.countDocuments()).isEqualTo(10);
    }
  }

  private static List<Document> page(int from) {
    return IntStream.range(from, from + AT_ONCE)
        .mapToObj(number -> new Document("_id", number).append("number", number).append("t", LARGE))
        .toList();
  }
}
