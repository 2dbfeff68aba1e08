package io.palimpsest.ingest.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.palimpsest.event.PortfolioItemChanged;
import io.palimpsest.ingest.entry.Change;
import io.palimpsest.ingest.entry.Outcome;
import io.palimpsest.ingest.entry.ScopePath;
import io.palimpsest.ingest.entry.Terms;
import io.palimpsest.ingest.item.Items;
import io.palimpsest.ingest.item.PortfolioItem;
import io.palimpsest.ingest.registry.Registry;
import io.palimpsest.ingest.testing.Announced;
import io.palimpsest.ingest.testing.Api;
import io.palimpsest.ingest.testing.RealParts;
import io.palimpsest.ingest.testing.SwitchableSink;
import io.palimpsest.ingest.write.Shelf;
import io.palimpsest.tenancy.ItemId;
import io.palimpsest.tenancy.ProfileId;
import io.palimpsest.topic.Topic;
import io.quarkus.scheduler.Scheduler;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an outage of the broker left over is announced in one look, however much it is (I19). */
@QuarkusTest
@QuarkusTestResource(RealParts.class)
class RelayIT {
  private static final boolean FULL = Boolean.getBoolean("palimpsest.full");
  private static final int BACKLOG = FULL ? 60_000 : 3_000;
  private static final int AT_ONCE = 500;
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  @Inject SwitchableSink sink;
  @Inject Scheduler scheduler;
  @Inject RelayTimer relays;
  @Inject Registry registry;
  @Inject IngestConfig config;
  @Inject Shelf<PortfolioItem> items;

  @BeforeEach
  void cut() {
    scheduler.pause();
    sink.off(Topic.PORTFOLIO);
  }

  @AfterEach
  void mend() {
    sink.on(Topic.PORTFOLIO);
    scheduler.resume();
  }

  @Test
  void allThatIsLeftOverIsAnnouncedInOneLook() {
    String org = Api.organization();
    ScopePath profile =
        registry.parent(registry.organization(org).orElseThrow(), new ProfileId("prof_1"));
    int lost = sink.lost();
    Instant began = Instant.now();
    for (int from = 0; from < BACKLOG; from += AT_ONCE) {
      List<Change<PortfolioItem>> batch =
          IntStream.range(from, from + AT_ONCE).mapToObj(n -> change(profile, n)).toList();
      assertThat(items.writer().apply(batch))
          .allSatisfy(outcome -> assertThat(outcome).isInstanceOf(Outcome.Accepted.class));
    }
    Instant written = Instant.now();
    await().atMost(PATIENCE).until(() -> sink.lost() - lost == BACKLOG);
    await()
        .atMost(PATIENCE)
        .until(() -> Instant.now().isAfter(written.plus(config.outbox().lease())));
    assertThat(items.store().pending(BACKLOG)).as("positive control").hasSize(BACKLOG);

    sink.on(Topic.PORTFOLIO);
    long start = System.nanoTime();
    relays.run();
    double seconds = (System.nanoTime() - start) / 1e9;

    System.out.printf(
        "relay: %,d announcements in %.1f s, %,.0f/s; they were written in %d s%n",
        BACKLOG, seconds, BACKLOG / seconds, Duration.between(began, written).toSeconds());
    assertThat(items.store().pending(1)).isEmpty();
    for (int n : new int[] {0, BACKLOG / 2, BACKLOG - 1}) {
      String uid =
          items.store().heads(List.of(key(profile, n))).values().iterator().next().uid().toString();
      assertThat(Announced.of(Topic.PORTFOLIO, PortfolioItemChanged.class, uid))
          .extracting(PortfolioItemChanged::getRevision)
          .containsExactly(1L);
    }
  }

  private static String key(ScopePath profile, int n) {
    return change(profile, n).key();
  }

  private static Change<PortfolioItem> change(ScopePath profile, int n) {
    return Items.upsert(
        profile,
        new ItemId("port_" + n),
        PortfolioItem.checked("Company " + n, List.of(), List.of(), null, null),
        Terms.PLAIN);
  }
}
