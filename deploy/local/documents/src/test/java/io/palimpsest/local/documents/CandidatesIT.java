package io.palimpsest.local.documents;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Updates;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same history in a collection with indexes and in one without gives the same answers. */
class CandidatesIT {

  private static final int STEPS = 1_500;

  @TempDir Path folder;

  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);

  @Test
  void anIndexChangesHowAnAnswerIsFoundAndNeverTheAnswer() throws Exception {
    try (DocumentServer server = new DocumentServer(0, folder);
        Connection connection = Connection.to(server.port())) {
      MongoCollection<Document> plain = connection.collection("plain");
      MongoCollection<Document> indexed = connection.collection("indexed");
      indexed.createIndex(Indexes.ascending("owner", "kind"));
      indexed.createIndex(Indexes.ascending("uids"));
      indexed.createIndex(Indexes.ascending("slot"), new IndexOptions().unique(true).sparse(true));

      int answers = 0;
      for (int step = 0; step < STEPS; step++) {
        Consumer<MongoCollection<Document>> change = change();
        change.accept(plain);
        change.accept(indexed);
        Bson query = query();
        Set<Object> expected = ids(plain, query);
        assertThat(ids(indexed, query))
            .as("seed %d, step %d, %s", seed, step, query)
            .isEqualTo(expected);
        answers += expected.size();
      }
      // Or equal answers would mean nothing.
      assertThat(answers).isGreaterThan(STEPS);
    }
  }

  private Consumer<MongoCollection<Document>> change() {
    int id = random.nextInt(60);
    return switch (random.nextInt(5)) {
      case 0, 1 -> {
        Document document = document(id);
        yield it -> {
          it.deleteOne(Filters.eq("_id", id));
          it.insertOne(new Document(document));
        };
      }
      case 2 -> {
        String owner = owner();
        yield it -> it.updateMany(Filters.eq("uids", uid(id)), Updates.set("owner", owner));
      }
      case 3 -> {
        int kind = random.nextInt(4);
        yield it -> it.updateOne(Filters.eq("_id", id), Updates.set("kind", kind));
      }
      default -> it -> it.deleteMany(Filters.and(Filters.eq("_id", id), Filters.gt("kind", 1)));
    };
  }

  private Document document(int id) {
    List<String> uids = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      uids.add(uid(random.nextInt(60)));
    }
    Document document =
        new Document("_id", id).append("uids", uids).append("kind", (long) random.nextInt(4));
    if (random.nextBoolean()) {
      document.append("owner", owner());
    }
    return random.nextBoolean() ? document : document.append("slot", "slot-" + id);
  }

  private Bson query() {
    return switch (random.nextInt(9)) {
      case 0 -> Filters.eq("owner", owner());
      case 1 -> Filters.eq("uids", uid(random.nextInt(60)));
      case 2 -> Filters.and(Filters.eq("owner", owner()), Filters.eq("kind", random.nextInt(4)));
      case 3 -> Filters.in("owner", owner(), owner());
      case 4 -> Filters.and(Filters.eq("_id", random.nextInt(60)), Filters.gte("kind", 2));
      case 5 -> Filters.or(Filters.eq("owner", owner()), Filters.eq("kind", 1));
      case 6 ->
          Filters.and(Filters.exists("slot"), Filters.eq("slot", "slot-" + random.nextInt(60)));
      case 7 -> Filters.eq("owner", null);
      default -> Filters.and(Filters.ne("owner", owner()), Filters.in("_id", 1, 2, 3, 4.0));
    };
  }

  private String owner() {
    return "owner-" + random.nextInt(5);
  }

  private static String uid(int number) {
    return "uid-" + number / 3;
  }

  private static Set<Object> ids(MongoCollection<Document> collection, Bson query) {
    return collection.find(query).map(it -> it.get("_id")).into(new HashSet<>());
  }
}
