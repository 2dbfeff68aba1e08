package io.palimpsest.reembed.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.palimpsest.event.ContentReference;
import io.palimpsest.event.SourceChanged;
import io.palimpsest.event.SourceState;
import io.palimpsest.reembed.change.HttpContents;
import io.palimpsest.reembed.change.Origin;
import io.palimpsest.reembed.ledger.RowKey;
import io.palimpsest.reembed.park.ParkedRecord;
import io.palimpsest.topic.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.Test;

/** Everything that can be wrong with a record, among good ones of other tenants (R22). */
class PoisonIT {
  private static final boolean FULL = Boolean.getBoolean("palimpsest.full");
  private static final int GOOD = FULL ? 2_000 : 400;
  private static final int TENANTS = 10;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** How long nothing changes any more when what is left only waits. */
  private static final Duration STILL = Duration.ofSeconds(3);

  @Test
  void eachBadRecordEndsAloneAndTheGoodOnesGoThrough() throws Exception {
    try (HostileContents contents = new HostileContents();
        IndexUnderTest index = new IndexUnderTest(new FreeEmbedder())) {
      index.contents = new HttpContents(contents.address(), "token");
      List<Twin> good = Stream.generate(index::twin).limit(TENANTS).toList();
      List<Twin> bad = Stream.generate(index::twin).limit(3).toList();
      List<Poison.Bad> poison = Poison.of(index.ground.codec, bad);
      assertThat(poison).hasSizeGreaterThanOrEqualTo(200);

      Duration alone = timed(index, good, "a", () -> {});
      Map<Origin, Poison.Bad> told = new HashMap<>();
      Duration beside = timed(index, good, "b", () -> told.putAll(publish(index, poison)));
      System.out.printf(
          "%d good ones of %d tenants: %d ms alone, %d ms beside %d bad ones%n",
          GOOD, TENANTS, alone.toMillis(), beside.toMillis(), poison.size());
      good.forEach(twin -> index.assertInStep(twin, ids("b")));

      long waiting = count(told.values(), Poison.WAITS);
      await()
          .during(STILL)
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(index.channel.unfinished()).isEqualTo(waiting));
      assertReasons(index, told);
      assertThat(index.channel.failure()).as("reading goes on").isEmpty();

      if (FULL) {
        // What failed again and again is asked for again after a minute at most.
        contents.mend();
        await().atMost(PATIENCE).until(() -> index.channel.unfinished() == 0);
      }
      assertThat(index.lot.count()).isEqualTo(count(told.values(), Poison.PARKED));
    }
  }

  private static void assertReasons(IndexUnderTest index, Map<Origin, Poison.Bad> told) {
    Map<Origin, String> reasons =
        index.lot.page(Optional.empty(), Optional.empty(), 1_000).stream()
            .collect(Collectors.toMap(ParkedRecord::origin, ParkedRecord::reason));
    List<String> wrong = new ArrayList<>();
    told.forEach(
        (origin, bad) -> {
          String reason = reasons.getOrDefault(origin, "-");
          String wanted = bad.fate().equals(Poison.PARKED) ? bad.reason() : "-";
          if (!reason.matches(wanted)) {
            wrong.add(bad.name() + ": " + reason + " and not " + wanted);
          }
        });
    assertThat(wrong).isEmpty();
    assertThat(reasons.keySet()).as("no other is parked").isSubsetOf(told.keySet());
  }

  private static long count(Collection<Poison.Bad> all, String fate) {
    return all.stream().filter(bad -> bad.fate().equals(fate)).count();
  }

  private static Map<Origin, Poison.Bad> publish(IndexUnderTest index, List<Poison.Bad> poison) {
    Map<Origin, Poison.Bad> told = new HashMap<>();
    for (Poison.Bad bad : poison) {
      RecordMetadata place =
          index.ground.publisher.publishRaw(Topic.SOURCES, bad.key(), bad.value(), Map.of()).join();
      told.put(new Origin(Topic.SOURCES, place.partition(), place.offset()), bad);
    }
    return told;
  }

  /** From the first record until all good ones are in the ledger; the bad ones come first. */
  private static Duration timed(
      IndexUnderTest index, List<Twin> twins, String prefix, Runnable before) {
    before.run();
    long began = System.nanoTime();
    List<RowKey> keys = new ArrayList<>();
    for (Twin twin : twins) {
      for (String id : ids(prefix)) {
        SourceChanged event = twin.upsert(id, 1, "What " + id + " says.", Map.of());
        if (keys.size() % 10 == 0) {
          SourceState state = (SourceState) event.getState();
          state.setContent(new ContentReference("ok-" + id, 20L, "0".repeat(64)));
        }
        twin.publishAsync(event);
        keys.add(new RowKey(twin.uid(id), IndexUnderTest.TARGET));
      }
    }
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(100))
        .untilAsserted(
            () ->
                assertThat(done(index, keys))
                    .as("good ones beside %s", index.dependencies.down())
                    .isEqualTo(keys.size()));
    return Duration.ofNanos(System.nanoTime() - began);
  }

  private static long done(IndexUnderTest index, List<RowKey> keys) {
    return index.ledger.read(keys).values().stream()
        .filter(row -> row.revision() == 1 && row.intent().isEmpty())
        .count();
  }

  private static List<String> ids(String prefix) {
    int each = GOOD / TENANTS;
    return IntStream.range(0, each).mapToObj(n -> prefix + n).toList();
  }
}
