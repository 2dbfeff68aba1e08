package io.palimpsest.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.palimpsest.local.stack.Part;
import io.palimpsest.local.stack.PartProcess;
import io.palimpsest.local.stack.VectorFaults;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Scopes are erased again and again while applications write to them as fast as they can, services
 * are killed and stopped, and the store puts writes off, loses answers and lets writes land late.
 */
class ErasureRoundsST {
  private static final boolean FULL = Boolean.getBoolean("palimpsest.full");
  private static final int ROUNDS = Integer.getInteger("palimpsest.rounds", FULL ? 200 : 20);
  private static final long SEED = Long.getLong("palimpsest.rounds.seed", 7);

  /** Each trouble of the store befalls a whole creator and a single twin. */
  private static final int AT_ONCE = 2 * StoreTrouble.values().length;

  private static final int MOST_WITHOUT_DRAIN = 40;

  /** By then whatever could still land has landed. */
  private static final Duration LANDED = StoreTrouble.LATE.plusSeconds(2);

  /**
   * Bounds with which a coordinator waits for nobody: every writer is silent at once, and the
   * second delete that follows an eviction comes before anything can have landed late.
   */
  private static final Map<String, String> WITHOUT_DRAIN =
      Map.of(
          "PALIMPSEST_ERASURE_SAGA_CLOCK_SKEW", "1ms",
          "PALIMPSEST_FENCE_LEASE", "1ms",
          "PALIMPSEST_FENCE_DEADLINE", "1ms",
          "PALIMPSEST_FENCE_LANDING", "1ms");

  private static Palimpsest palimpsest;
  private static PartProcess secondReembed;
  private static Doors doors;

  @BeforeAll
  static void start() throws Exception {
    palimpsest = Palimpsest.running();
    doors = new Doors(palimpsest);
    secondReembed = palimpsest.stack().startAnother(Part.REEMBED, Map.of());
  }

  @AfterAll
  static void end() throws Exception {
    secondReembed.end();
    doors.close();
  }

  @Test
  void whateverFailsWhileScopesAreErasedNothingComesBackAndNobodyElseLosesAnything()
      throws Exception {
    System.out.printf("%d rounds, seed %d%n", ROUNDS, SEED);
    Random random = new Random(SEED);
    List<ServiceTrouble> troubles = serviceTroubles(random);
    Tally tally = new Tally();
    List<KnownScope> erased = new ArrayList<>();
    try (Living living = Living.begin(palimpsest)) {
      for (int wave = 0; wave * AT_ONCE < ROUNDS; wave++) {
        ServiceTrouble trouble = troubles.get(wave % troubles.size());
        int moment = 1 + random.nextInt(AT_ONCE);
        erased.addAll(wave(tally, trouble, moment));
        assertEveryDoorShows(living.scope());
      }
      long updates = living.stopAndFindAll();
      landed();

      erased.forEach(scope -> look(scope, tally));
      Map<KnownScope, Long> readable = doors.readable(erased, living.scope());
      assertThat(readable.remove(living.scope())).as("positive control, topic").isPositive();
      readable.forEach((scope, records) -> resurrectedUnlessZero(scope, "topic", records, tally));
      tally.print("%d scopes erased, %d updates of a living one".formatted(erased.size(), updates));
      assertThat(updates).isPositive();
      assertThat(tally.resurrected()).isEmpty();
      assertThat(tally.lost()).isEmpty();
    }
  }

  @Test
  void withoutTheDrainTheSameRoundFindsAResurrection() throws Exception {
    PartProcess coordinator = palimpsest.stack().process(Part.ERASURE);
    coordinator.end();
    PartProcess hasty = palimpsest.stack().startAnother(Part.ERASURE, WITHOUT_DRAIN);
    Tally tally = new Tally();
    int rounds = 0;
    try (VectorFaults store = new VectorFaults(palimpsest.stack())) {
      while (tally.resurrected().isEmpty() && rounds++ < MOST_WITHOUT_DRAIN) {
        try (Round round = new Round(palimpsest, hasty.url(), StoreTrouble.LANDS_LATE, true)) {
          new Wave(List.of(round), Optional.empty()).run(store, 0);
          landed();
          resurrectedUnlessZero(round.scope(), "store", stored(round.scope()), tally);
        }
      }
    } finally {
      hasty.end();
      coordinator.start();
    }
    System.out.printf("without the drain, round %d: %s%n", rounds, tally.resurrected());
    assertThat(tally.resurrected()).as("resurrections without the drain").isNotEmpty();
  }

  /** Two scopes for each trouble of the store, and one service in trouble meanwhile. */
  private static List<KnownScope> wave(Tally tally, ServiceTrouble trouble, int moment)
      throws Exception {
    URI door = URI.create(palimpsest.stack().serviceUrl(Part.ERASURE));
    List<Round> rounds = new ArrayList<>();
    // Ended with the wave: the server takes no more than so many.
    try (VectorFaults store = new VectorFaults(palimpsest.stack())) {
      for (StoreTrouble each : StoreTrouble.values()) {
        for (boolean whole : List.of(true, false)) {
          rounds.add(new Round(palimpsest, door, each, whole));
          tally.injected(each.toString());
        }
      }
      tally.injected(trouble.name());
      new Wave(rounds, Optional.of(trouble)).run(store, moment);
      tally.fired(trouble.name());
      boolean clean = true;
      for (Round round : rounds) {
        tally.fired(round.trouble().toString());
        if (look(round.scope(), tally) && round.restIsWhole(tally)) {
          tally.survived(round.trouble().toString());
        } else {
          clean = false;
        }
      }
      if (clean) {
        tally.survived(trouble.name());
      }
      return rounds.stream().map(Round::scope).toList();
    } finally {
      rounds.forEach(Round::close);
    }
  }

  /** Whether no door shows anything. */
  private static boolean look(KnownScope scope, Tally tally) {
    int before = tally.resurrected().size();
    doors.look(scope).forEach((door, seen) -> resurrectedUnlessZero(scope, door, seen, tally));
    return tally.resurrected().size() == before;
  }

  private static long stored(KnownScope scope) throws Exception {
    long vectors = 0;
    for (String namespace : scope.namespaces()) {
      vectors += palimpsest.vectors().ids(namespace).size();
    }
    return vectors;
  }

  private static void resurrectedUnlessZero(KnownScope scope, String door, long seen, Tally tally) {
    if (seen != 0) {
      tally.resurrected("%s shows %d of %s".formatted(door, seen, scope.creator()));
    }
  }

  private static void assertEveryDoorShows(KnownScope living) {
    assertThat(doors.look(living))
        .as("positive control")
        .allSatisfy((door, seen) -> assertThat(seen).as(door).isPositive());
  }

  private static void landed() {
    await().pollDelay(LANDED).atMost(LANDED.multipliedBy(2)).until(() -> true);
  }

  private static List<ServiceTrouble> serviceTroubles(Random random) {
    List<PartProcess> services = new ArrayList<>();
    for (Part part : List.of(Part.INGEST, Part.REEMBED, Part.ERASURE)) {
      services.add(palimpsest.stack().process(part));
    }
    services.add(secondReembed);
    List<ServiceTrouble> all = new ArrayList<>();
    for (ServiceTrouble.Signal signal : ServiceTrouble.Signal.values()) {
      services.forEach(service -> all.add(new ServiceTrouble(signal, service)));
    }
    Collections.shuffle(all, random);
    return all;
  }
}
