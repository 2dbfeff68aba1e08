package io.palimpsest.ingest.migration.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import io.palimpsest.event.VectorsChanged;
import io.palimpsest.event.VectorsOutcome;
import io.palimpsest.ingest.entry.Entry;
import io.palimpsest.ingest.item.Items;
import io.palimpsest.ingest.item.PortfolioItem;
import io.palimpsest.ingest.migration.legacy.LegacySource;
import io.palimpsest.ingest.migration.legacy.MigrationConfig;
import io.palimpsest.ingest.migration.legacy.SealedSource;
import io.palimpsest.ingest.migration.testing.LegacySet;
import io.palimpsest.ingest.migration.testing.VectorDouble;
import io.palimpsest.ingest.registry.Organization;
import io.palimpsest.ingest.registry.Registry;
import io.palimpsest.ingest.registry.Tenant;
import io.palimpsest.ingest.testing.Announced;
import io.palimpsest.ingest.testing.Bearer;
import io.palimpsest.messaging.EventPublisher;
import io.palimpsest.topic.Topic;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonValue;

/**
 * The old system of somebody else's making beside the service, and a double of the service that
 * owns vectors which follows the items.
 */
@Singleton
class OldGround {
  static final String NAMESPACE = "portfolio_default-org";
  static final String OLD = "proposals";
  static final String REHEARSED = "portfolio_migration-rehearsal";
  static final List<String> COLLECTIONS =
      List.of("training_data", "chunks", "embeddings", "proposals");
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  final VectorDouble vectors = VectorDouble.running();
  final MongoClient client;
  final MongoDatabase database;
  final Marks marks;
  final Routes routes;
  final Runs runs;
  final SealedSource sources;
  private final MigrationConfig config;
  private final Registry registry;
  private final Items items;
  private final Map<String, String> texts = new java.util.concurrent.ConcurrentHashMap<>();
  private volatile boolean following;
  private Thread follower = new Thread();

  OldGround(
      MongoClient client,
      MongoDatabase database,
      Marks marks,
      Routes routes,
      Runs runs,
      SealedSource sources,
      MigrationConfig config,
      Registry registry,
      Items items) {
    this.client = client;
    this.database = database;
    this.marks = marks;
    this.routes = routes;
    this.runs = runs;
    this.sources = sources;
    this.config = config;
    this.registry = registry;
    this.items = items;
  }

  /** Has the old system as it was written, and nothing migrated. */
  void fresh() throws IOException {
    vectors.clear();
    for (String name : COLLECTIONS) {
      var collection = old().getCollection(name, BsonDocument.class);
      collection.deleteMany(new BsonDocument());
      collection.insertMany(
          BsonArray.parse(Files.readString(LegacySet.folder().resolve(name + ".json"))).stream()
              .map(BsonValue::asDocument)
              .toList());
    }
    List<String> lines =
        Files.readAllLines(LegacySet.folder().resolve("vectors_" + OLD + ".jsonl"));
    vectors.make("legacy", BsonDocument.parse(lines.getFirst()).getArray("values").size());
    for (String line : lines) {
      String id = BsonDocument.parse(line).getString("id").getValue();
      vectors.vectors("legacy", OLD).put(id, line);
    }
    vectors.answerBy(
        query ->
            texts.entrySet().stream()
                .filter(entry -> entry.getValue().equals(query))
                .map(Map.Entry::getKey)
                .toList());
  }

  MongoDatabase old() {
    return client.getDatabase(config.database());
  }

  /** All rows of the old system. */
  Map<String, Set<BsonDocument>> documents() {
    Map<String, Set<BsonDocument>> all = new TreeMap<>();
    for (String name : COLLECTIONS) {
      all.put(name, old().getCollection(name, BsonDocument.class).find().into(new HashSet<>()));
    }
    return all;
  }

  /** The double gives live items their vectors, and takes those of others, from now on. */
  void follow() {
    following = true;
    follower =
        Thread.ofPlatform()
            .daemon()
            .name("follower")
            .start(
                () -> {
                  try (EventPublisher publisher = Announced.publisher()) {
                    Set<String> told = new HashSet<>();
                    while (following) {
                      look(publisher, told);
                      Thread.sleep(Duration.ofMillis(50));
                    }
                  } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                  }
                });
  }

  void stop() throws InterruptedException {
    following = false;
    follower.join();
  }

  private void look(EventPublisher publisher, Set<String> told) {
    Set<String> live = new HashSet<>(look(publisher, told, "org_default", NAMESPACE));
    live.addAll(look(publisher, told, Rehearsal.ORGANIZATION, REHEARSED));
    texts.keySet().retainAll(live);
  }

  private Set<String> look(
      EventPublisher publisher, Set<String> told, String organization, String namespace) {
    Map<String, Entry<PortfolioItem>> live = live(organization);
    var own = vectors.vectors(VectorDouble.OWN, namespace);
    own.keySet().retainAll(live.keySet());
    live.forEach(
        (id, entry) -> {
          texts.put(id, text(entry.state()));
          own.computeIfAbsent(
              id,
              none ->
                  "{\"id\":\"%s\",\"values\":[1],\"metadata\":{\"item_id\":\"%s\",\"org_id\":\"%s\"}}"
                      .formatted(id, id, organization));
          if (told.add(entry.head().uid() + "/" + entry.head().revision())) {
            tell(publisher, entry, VectorsOutcome.EMBEDDED);
          }
        });
    return live.keySet();
  }

  /** A namespace that is to be cleared is; nothing follows any more until it is told to. */
  void clearWhenAsked() {
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    vectors.clearBy(
        () -> {
          // The double's threads know nothing of the service, nor of its configuration.
          Thread.currentThread().setContextClassLoader(loader);
          try (EventPublisher publisher = Announced.publisher()) {
            stop();
            vectors.vectors(VectorDouble.OWN, NAMESPACE).clear();
            live().values().forEach(entry -> tell(publisher, entry, VectorsOutcome.REMOVED));
          } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
          }
        });
  }

  private static void tell(
      EventPublisher publisher, Entry<PortfolioItem> entry, VectorsOutcome outcome) {
    UUID uid = entry.head().uid();
    publisher.publish(
        Topic.VECTORS,
        uid.toString(),
        VectorsChanged.newBuilder()
            .setEventId(UUID.randomUUID())
            .setUid(uid)
            .setScopePath(List.of())
            .setRevision(entry.head().revision())
            .setOutcome(outcome)
            .setReason(null)
            .setEmbedded(outcome == VectorsOutcome.EMBEDDED ? 1 : 0)
            .setReused(0)
            .setRemoved(0)
            .setOccurredAt(Instant.now())
            .setProducer("test")
            .build());
  }

  private static String text(PortfolioItem item) {
    return String.join(
        "\n",
        "Company: " + item.companyName(),
        "Deliverables: " + String.join(", ", item.deliverables()),
        "Skills: " + String.join(", ", item.skills()),
        "Industry: " + item.industry());
  }

  Optional<Tenant<Organization>> tenant() {
    return registry.organization("org_default");
  }

  Map<String, Entry<PortfolioItem>> live() {
    return live("org_default");
  }

  Map<String, Entry<PortfolioItem>> live(String organization) {
    return registry
        .organization(organization)
        .map(one -> Expected.live(items, one))
        .orElse(Map.of());
  }

  /** What the product has of the old system, without what rises with every migration. */
  List<String> state() {
    List<String> state = new ArrayList<>();
    tenant().ifPresent(one -> state.add("organization " + one.state()));
    tenant()
        .flatMap(one -> registry.profile(one, "prof_default"))
        .ifPresent(one -> state.add("profile " + one.state()));
    new TreeMap<>(live())
        .forEach(
            (id, entry) -> {
              Optional<Mark> mark = marks.find(Mark.item("org_default", id));
              boolean ours =
                  mark.filter(known -> known.revision() == entry.head().revision())
                      .filter(known -> known.uid().equals(entry.head().uid()))
                      .isPresent();
              state.add(
                  "item %s %s vector=%s ours=%s contract=%s"
                      .formatted(
                          id,
                          entry.state(),
                          entry.head().embedding().present(),
                          ours,
                          mark.map(Mark::contract).orElse("")));
            });
    state.add("vectors " + vectors.vectors(VectorDouble.OWN, NAMESPACE).keySet());
    state.add("route " + routes.of("org_default").namespace());
    state.add("marks " + marks.count("org_default"));
    state.add("scratch " + vectors.names());
    return state;
  }

  /** Parameters of a migration. */
  Map<String, String> parameters(String run, String phase) {
    Map<String, String> parameters = new HashMap<>();
    parameters.put("run", run);
    parameters.put("plan", "false");
    parameters.put("phase", phase);
    parameters.put("mode", "maintenance");
    parameters.put("backup", "b-" + run.substring(0, 8));
    parameters.put(
        "source", sources.seal(new LegacySource(Optional.empty(), "legacy", Optional.empty())));
    parameters.put("reader", sources.sealText(reader()));
    return parameters;
  }

  static String reader() {
    return Bearer.organization("org_default");
  }

  /** Waits until what the double knows has come to the product. */
  void settled() {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(vectors.vectors(VectorDouble.OWN, NAMESPACE).keySet())
                    .isEqualTo(live().keySet()));
  }
}
