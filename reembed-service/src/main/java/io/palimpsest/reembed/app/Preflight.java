package io.palimpsest.reembed.app;

import com.mongodb.client.MongoDatabase;
import io.palimpsest.fencing.Deadline;
import io.palimpsest.fencing.Ticker;
import io.palimpsest.messaging.KafkaSettings;
import io.palimpsest.reembed.embed.EmbedStage;
import io.palimpsest.reembed.erase.Catalogue;
import io.palimpsest.vectorstore.IndexDescription;
import io.palimpsest.vectorstore.VectorStore;
import io.palimpsest.vectorstore.VectorStoreException;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether each target's index, key, model and configuration fit each other, topics and schemas are
 * there, and all that is kept is known.
 */
@Singleton
class Preflight {
  private static final Logger LOG = LoggerFactory.getLogger(Preflight.class);
  private final IndexConfig config;
  private final String home;
  private final MongoDatabase database;
  private final NeededTopics topics;
  private final List<String> shared;
  private final List<Held> targets = new ArrayList<>();

  /** A target and what it is held against. */
  private record Held(String name, String key, VectorStore store, IndexFit fit, IndexPlace place) {}

  Preflight(
      IndexConfig config,
      VectorsConfig vectors,
      NextConfig next,
      EmbedderConfig embedder,
      Targets targets,
      MongoDatabase database,
      EmbedStage embedding,
      KafkaSettings kafka,
      SchemaRegistryConfig registry) {
    this.config = config;
    this.topics = new NeededTopics(kafka, registry);
    this.shared = SharedIndex.mismatches(vectors, next);
    this.database = database;
    this.home = targets.homeName();
    int chunk = config.chunks().targetTokens();
    this.targets.add(
        new Held(
            targets.homeName(),
            "palimpsest.vectors.api-key (PINECONE_API_KEY)",
            targets.home(),
            new IndexFit(
                embedding.model(), vectors.metric(), chunk, vectors.mode(), embedder.provider()),
            IndexPlace.of(vectors)));
    targets
        .second()
        .ifPresent(
            second ->
                this.targets.add(
                    new Held(
                        second.name(),
                        "palimpsest.next.api-key",
                        second.store(),
                        new IndexFit(
                            second.model().info(),
                            second.metric(),
                            chunk,
                            VectorsConfig.Mode.VECTORS,
                            next.embedder().provider()),
                        IndexPlace.of(next, vectors))));
  }

  /**
   * What does not fit, each with both values and the target's name; empty when all does. A key that
   * is refused is told as such.
   *
   * @throws com.mongodb.MongoException when the database cannot be asked now
   * @throws org.apache.kafka.common.KafkaException when the brokers cannot be asked now
   * @throws io.palimpsest.messaging.RegistryUnavailableException when the registry cannot
   * @throws VectorStoreException when the service's own index cannot be asked now; a second one
   *     that is down stops nobody
   */
  List<String> mismatches() {
    List<String> unknown =
        Catalogue.unanswered(database.listCollectionNames().into(new HashSet<>()));
    if (!unknown.isEmpty()) {
      return List.of(
          "no participant and no reason for the collections %s of %s"
              .formatted(unknown, database.getName()));
    }
    List<String> mismatches = new ArrayList<>(shared);
    mismatches.addAll(topics.mismatches());
    for (Held held : targets) {
      mismatches(held).forEach(told -> mismatches.add(held.name() + ": " + told));
    }
    return mismatches;
  }

  private List<String> mismatches(Held held) {
    try {
      List<String> mismatches = new ArrayList<>(held.place().mismatches());
      mismatches.addAll(held.fit().mismatches(described(held.store())));
      return mismatches;
    } catch (VectorStoreException.Unauthorized refused) {
      return List.of("the index refuses " + held.key());
    } catch (VectorStoreException unknown) {
      if (held.name().equals(home)) {
        throw unknown;
      }
      LOG.warn("the second target cannot be asked now target={}", held.name(), unknown);
      return List.of();
    }
  }

  private IndexDescription described(VectorStore store) {
    return store
        .maintenance("preflight", "start")
        .describe(Deadline.after(Ticker.system(), config.readTimeout()));
  }
}
