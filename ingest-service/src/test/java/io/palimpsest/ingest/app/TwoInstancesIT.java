package io.palimpsest.ingest.app;

import static io.palimpsest.ingest.testing.Api.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import io.palimpsest.event.PortfolioItemChanged;
import io.palimpsest.ingest.entry.Change;
import io.palimpsest.ingest.entry.Outcome;
import io.palimpsest.ingest.entry.ScopePath;
import io.palimpsest.ingest.entry.Terms;
import io.palimpsest.ingest.item.Items;
import io.palimpsest.ingest.item.PortfolioItem;
import io.palimpsest.ingest.metric.IngestMetrics;
import io.palimpsest.ingest.registry.HashedReferences;
import io.palimpsest.ingest.registry.Profile;
import io.palimpsest.ingest.registry.Registry;
import io.palimpsest.ingest.store.ErasedScopes;
import io.palimpsest.ingest.store.Fingerprints;
import io.palimpsest.ingest.store.SuppressedScopes;
import io.palimpsest.ingest.testing.Announced;
import io.palimpsest.ingest.testing.Api;
import io.palimpsest.ingest.testing.Bearer;
import io.palimpsest.ingest.testing.RealParts;
import io.palimpsest.ingest.vault.Vault;
import io.palimpsest.ingest.write.EventSeal;
import io.palimpsest.ingest.write.EventSink;
import io.palimpsest.ingest.write.Gate;
import io.palimpsest.ingest.write.Shelf;
import io.palimpsest.messaging.trace.Traces;
import io.palimpsest.tenancy.ItemId;
import io.palimpsest.tenancy.ProfileId;
import io.palimpsest.topic.Topic;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two instances that write the same item: each with its own announcer, over one database. */
@QuarkusTest
@QuarkusTestResource(RealParts.class)
class TwoInstancesIT {
  private static final int WRITES = 40;

  @Inject MongoDatabase database;
  @Inject Vault vault;
  @Inject Fingerprints fingerprints;
  @Inject HashedReferences hashed;
  @Inject ErasedScopes erased;
  @Inject SuppressedScopes suppressed;
  @Inject EventSink sink;
  @Inject EventSeal seal;
  @Inject Gate gate;
  @Inject InstantSource clock;
  @Inject IngestConfig config;
  @Inject FenceConfig fence;
  @Inject KafkaConfig kafka;
  @Inject IngestMetrics metrics;
  @Inject Registry registry;
  @Inject Shelf<PortfolioItem> first;
  @Inject Shelf<Profile> profiles;

  private Shelves another;
  private Shelf<PortfolioItem> second;

  @BeforeEach
  void start() {
    another =
        new Shelves(
            database,
            vault,
            fingerprints,
            hashed,
            erased,
            suppressed,
            sink,
            seal,
            gate,
            clock,
            config,
            fence,
            kafka,
            metrics,
            Traces.none(),
            "ingest-service",
            "another");
    second = another.items(profiles);
  }

  @AfterEach
  void stop() {
    another.stop();
  }

  @Test
  void writersOfOneEntityGetDifferentRevisionsAndOneOrder() {
    String org = Api.organization();
    ScopePath profile =
        registry.parent(registry.organization(org).orElseThrow(), new ProfileId("prof_1"));

    List<Outcome> outcomes;
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      outcomes =
          IntStream.range(0, WRITES)
              .mapToObj(
                  n ->
                      CompletableFuture.supplyAsync(
                          () -> (n % 2 == 0 ? first : second).writer().apply(change(profile, n)),
                          threads))
              .toList()
              .stream()
              .map(CompletableFuture::join)
              .toList();
    }

    assertThat(outcomes)
        .allSatisfy(outcome -> assertThat(outcome).isInstanceOf(Outcome.Accepted.class))
        .extracting(outcome -> ((Outcome.Accepted) outcome).revision())
        .containsExactlyInAnyOrderElementsOf(
            IntStream.rangeClosed(1, WRITES).mapToObj(Long::valueOf).toList());
    String uid =
        as(Bearer.organization(org))
            .get("/organizations/{org}/items/busy", org)
            .then()
            .statusCode(200)
            .extract()
            .path("uid");
    await()
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(
            () ->
                assertThat(Announced.of(Topic.PORTFOLIO, PortfolioItemChanged.class, uid))
                    .extracting(PortfolioItemChanged::getRevision)
                    .isSorted()
                    .doesNotHaveDuplicates()
                    .endsWith((long) WRITES));
    assertThat(Announced.of(Topic.PORTFOLIO, PortfolioItemChanged.class, uid))
        .as("positive control: both announced")
        .extracting(event -> event.getProducer().toString().endsWith("another"))
        .contains(true, false);
  }

  private static Change<PortfolioItem> change(ScopePath profile, int n) {
    return Items.upsert(
        profile,
        new ItemId("busy"),
        PortfolioItem.checked("Company " + n, List.of(), List.of(), null, null),
        Terms.PLAIN);
  }
}
