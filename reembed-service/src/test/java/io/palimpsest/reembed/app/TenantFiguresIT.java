package io.palimpsest.reembed.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import io.palimpsest.fencing.Deadline;
import io.palimpsest.fencing.FenceBounds;
import io.palimpsest.fencing.Sent;
import io.palimpsest.fencing.Ticker;
import io.palimpsest.fencing.Work;
import io.palimpsest.local.stack.Part;
import io.palimpsest.local.stack.SharedStack;
import io.palimpsest.reembed.change.Change;
import io.palimpsest.reembed.change.Entity;
import io.palimpsest.reembed.change.Lane;
import io.palimpsest.reembed.change.SampleEntities;
import io.palimpsest.reembed.fence.Admissions;
import io.palimpsest.reembed.index.Outcome;
import io.palimpsest.reembed.index.Task;
import io.palimpsest.reembed.ledger.ChunkRef;
import io.palimpsest.reembed.ledger.LedgerRow;
import io.palimpsest.reembed.ledger.MongoLedger;
import io.palimpsest.reembed.ledger.Rendering;
import io.palimpsest.reembed.ledger.TenantHour;
import io.palimpsest.reembed.ledger.TenantHours;
import io.palimpsest.reembed.repair.Coverage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is known of a tenant, hour by hour. */
class TenantFiguresIT {
  private static final Instant NOON = Instant.parse("2026-03-02T12:10:00Z");
  private static final Instant HOUR = Instant.parse("2026-03-02T12:00:00Z");

  private final Entity source = SampleEntities.source();
  private final UUID creator = source.uids().get(0);
  private final UUID twin = source.uids().get(1);
  private final OneWriter writer = new OneWriter();
  private MongoClient client;
  private MongoLedger ledger;
  private TenantHours hours;

  @BeforeEach
  void open() throws InterruptedException {
    client = MongoClients.create(SharedStack.with(Part.DOCUMENTS).mongoUri("reembed"));
    MongoDatabase database = client.getDatabase("f" + UUID.randomUUID().toString().substring(9));
    ledger = new MongoLedger(database);
    hours = new TenantHours(database);
  }

  @AfterEach
  void close() {
    client.close();
  }

  @Test
  void whatHappensWithinAnHourIsAddedUpAndWhatWasLookedAtIsTheLastLook() {
    TenantFigures figures = figures(NOON);
    row(1, 3);
    change(figures);
    change(figures);
    figures.searchable(source, Duration.ofMillis(200));
    figures.measured(measure("main", 100, 20));
    figures.keep();
    row(2, 5);
    change(figures);
    figures.searchable(source, Duration.ofMillis(400));
    figures.notSearchable(source);
    figures.measured(measure("main", 100, 1));
    figures.measured(measure("next.one", 10, 4));
    figures.keep();
    figures.keep();

    assertThat(hours.since(twin, HOUR))
        .singleElement()
        .satisfies(
            hour -> {
              assertThat(hour.hour()).isEqualTo(HOUR);
              assertThat(hour.vectors()).hasValue(5);
              assertThat(hour.changes()).isEqualTo(3);
              assertThat(hour.lags()).isEqualTo(new TenantHour.Lags(2, 600, 400, 1));
              assertThat(hour.measured())
                  .containsExactlyInAnyOrder(
                      new TenantHour.Measured("main", 100, 1),
                      new TenantHour.Measured("next.one", 10, 4));
              assertThat(hour.worst().orElseThrow().percent()).isEqualTo(60);
            });
    assertThat(hours.since(creator, HOUR)).isEmpty();
  }

  @Test
  void anHourLaterAnotherOneBegins() {
    TenantFigures first = figures(NOON);
    first.measured(measure("main", 4, 1));
    first.keep();
    TenantFigures later = figures(NOON.plus(Duration.ofHours(2)));
    change(later);
    later.keep();

    assertThat(hours.since(twin, HOUR))
        .extracting(TenantHour::hour)
        .containsExactly(HOUR, HOUR.plus(Duration.ofHours(2)));
    assertThat(hours.since(twin, HOUR.plusSeconds(1))).hasSize(1);
    assertThat(hours.lastMeasured(twin).orElseThrow().hour()).isEqualTo(HOUR);
    assertThat(hours.lastMeasured(UUID.randomUUID())).isEmpty();
  }

  @Test
  void ofWhatIsFencedNothingIsKeptAndWhatWasKeptIsFoundByEachOfItsUids() {
    TenantFigures figures = figures(NOON);
    change(figures);
    figures.keep();
    assertThat(hours.count(List.of(creator))).isEqualTo(1);
    assertThat(hours.count(List.of(twin))).isEqualTo(1);
    assertThat(hours.delete(List.of(creator), new Freely())).isEqualTo(1);

    change(figures);
    writer.fence(creator);
    figures.keep();

    assertThat(hours.count(List.of(creator, twin))).isZero();
    assertThat(hours.since(twin, HOUR)).isEmpty();
  }

  @Test
  void withoutALeaseItWaits() {
    TenantFigures figures = figures(NOON);
    change(figures);
    writer.lease(false);
    figures.keep();
    assertThat(hours.since(twin, HOUR)).isEmpty();
    change(figures);
    writer.lease(true);
    figures.keep();

    assertThat(hours.since(twin, HOUR))
        .singleElement()
        .satisfies(hour -> assertThat(hour.changes()).isEqualTo(2));
  }

  private TenantFigures figures(Instant now) {
    Duration any = Duration.ofSeconds(10);
    return new TenantFigures(
        hours,
        ledger.scopes(),
        new Admissions(writer, new FenceBounds(any, any, any)),
        tenant -> "main",
        Clock.fixed(now, ZoneOffset.UTC));
  }

  private void change(TenantFigures figures) {
    Task task = new Task(new Change(source, 1, Optional.empty()), Lane.LIVE);
    figures.ended(task, new Outcome.Embedded(1, 0, 0, OptionalLong.empty()));
  }

  private Coverage.Measure measure(String target, long expected, long drifted) {
    return new Coverage.Measure(
        UUID.randomUUID(), List.of(creator, twin), target, expected, drifted);
  }

  private void row(long version, int vectors) {
    List<ChunkRef> chunks =
        IntStream.range(0, vectors)
            .mapToObj(at -> new ChunkRef("doc#" + at, List.of(at), 1))
            .toList();
    LedgerRow row =
        LedgerRow.unknown("main", source, new Rendering("creator_a_twin_b", "m", "c"))
            .holding(chunks)
            .atVersion(version);
    assertThat(ledger.swap(List.of(row), new Freely())).containsKey(row.key());
  }

  static final class Freely implements Work {
    private final Deadline deadline = Deadline.after(Ticker.system(), Duration.ofMinutes(1));

    @Override
    public Deadline deadline() {
      return deadline;
    }

    @Override
    public Sent send() {
      return new Sent() {
        @Override
        public void answered() {}

        @Override
        public void unanswered() {}
      };
    }

    @Override
    public void close() {}
  }
}
