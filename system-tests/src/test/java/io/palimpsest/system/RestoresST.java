package io.palimpsest.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.palimpsest.audit.Statement;
import io.palimpsest.client.PalimpsestClient;
import io.palimpsest.client.Search;
import io.palimpsest.local.stack.Part;
import io.palimpsest.local.stack.PartProcess;
import io.palimpsest.messaging.Decoded;
import io.palimpsest.topic.Topic;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Every store alone is put back to what it was before, amid and after an erasure: nothing can be
 * read, the log is dense, and the request has its end or is listed as lost.
 */
class RestoresST {
  private static final List<Part> OWNERS = List.of(Part.ERASURE, Part.INGEST, Part.REEMBED);
  private static final String TWIN = "coach";
  private static final Duration SETTLED = Duration.ofSeconds(120);

  private static Palimpsest palimpsest;
  private static Erasures erasures;

  @BeforeAll
  static void start() throws Exception {
    palimpsest = Palimpsest.running();
    erasures = new Erasures(palimpsest);
  }

  @Test
  void aStoreOfAnyAgeShowsNothingOfWhatWasErasedAndNoRequestIsForgotten() throws Exception {
    String leaving = Palimpsest.unique("leaving");
    String staying = Palimpsest.unique("staying");
    KnownScope erased = erasures.known(leaving, TWIN);
    erasures.known(staying, TWIN);
    List<String> namespaces = erased.namespaces();
    try (Doors doors = new Doors(palimpsest);
        PalimpsestClient other = palimpsest.creator(staying)) {
      assertThat(doors.look(erased).values()).as("positive control").allMatch(seen -> seen > 0);
      Map<String, StoreCopy> copies = new LinkedHashMap<>();
      copies.put("before", StoreCopy.of(palimpsest.stack(), OWNERS, namespaces));
      UUID request = erasures.ask(leaving);
      JsonNode waiting = erasures.awaitState(request, "AWAITING_APPROVAL");
      copies.put("amid", StoreCopy.of(palimpsest.stack(), OWNERS, namespaces));
      erasures.approve(request, waiting, "first");
      erasures.approve(request, waiting, "second");
      erasures.awaitState(request, "CONFIRMED_LIVE");
      copies.put("after", StoreCopy.of(palimpsest.stack(), OWNERS, namespaces));
      awaitNothing(doors, erased, "erased");

      for (Map.Entry<String, StoreCopy> copy : copies.entrySet()) {
        for (Part store : OWNERS) {
          String what = store.label() + " from " + copy.getKey();
          long began = System.nanoTime();
          copy.getValue().restore(store);
          assertThat(searched(leaving)).as("%s: searched at once", what).isZero();
          awaitNothing(doors, erased, what);
          erasures.awaitState(request, "CONFIRMED_LIVE");
          assertThat(lost()).as(what).isEmpty();
          assertDense(what);
          assertThat(found(other)).as("%s: positive control", what).isPositive();
          System.out.printf(
              "%s: clean after %d ms%n", what, (System.nanoTime() - began) / 1_000_000);
        }
      }
      assertThat(copies.get("before").restoreVectors()).as("the index has them again").isPositive();
      assertThat(doors.look(erased).get("store by list")).isPositive();
      assertThat(searched(leaving)).as("vectors from before: hidden until the patrol").isZero();
      assertThat(found(other)).as("positive control").isPositive();
    }
  }

  @Test
  void anErasureWhoseDatabaseIsPutBackWhileItRunsRunsAgainAndEnds() throws Exception {
    KnownScope erased = erasures.known(Palimpsest.unique("leaving"), TWIN);
    try (Doors doors = new Doors(palimpsest)) {
      UUID request = erasures.ask(erased.creator());
      JsonNode waiting = erasures.awaitState(request, "AWAITING_APPROVAL");
      StoreCopy amid = StoreCopy.of(palimpsest.stack(), OWNERS, List.of());
      PartProcess reembed = palimpsest.stack().process(Part.REEMBED);
      erasures.approve(request, waiting, "first");
      reembed.stop();
      try {
        erasures.approve(request, waiting, "second");
        erasures.awaitState(request, "DRAINED");
        amid.restore(Part.ERASURE);
      } finally {
        reembed.cont();
      }
      JsonNode end = erasures.awaitState(request, "CONFIRMED_LIVE");
      assertThat(end.path("timeline").findValuesAsText("what"))
          .contains("restored", "confirmed_live");
      awaitNothing(doors, erased, "put back amid");
      assertDense("put back amid");
    }
  }

  private static void awaitNothing(Doors doors, KnownScope erased, String what) {
    await()
        .atMost(SETTLED)
        .ignoreExceptions()
        .untilAsserted(
            () ->
                assertThat(doors.look(erased))
                    .as(what)
                    .allSatisfy((door, seen) -> assertThat(seen).as(door).isZero()));
  }

  private static JsonNode lost() throws Exception {
    return palimpsest.get("/erasures/lost", palimpsest.operatorToken()).body();
  }

  private static void assertDense(String what) {
    Map<String, Long> next = new HashMap<>();
    palimpsest.bytes(
        Topic.AUDIT,
        found -> {
          if (found.value() instanceof Decoded.Event<byte[]> event) {
            Statement entry = Statement.parse(event.value());
            long expected = next.merge(entry.source().path(), 1L, Long::sum) - 1;
            assertThat(entry.seq()).as("%s: %s", what, entry.source()).isEqualTo(expected);
            long index = next.merge("", 1L, Long::sum) - 1;
            assertThat(found.key()).as(what).isEqualTo(Long.toString(index));
          }
        });
    assertThat(next).as(what).isNotEmpty();
  }

  private static int searched(String creator) {
    try (PalimpsestClient client = palimpsest.creator(creator)) {
      return found(client);
    }
  }

  private static int found(PalimpsestClient client) {
    return Searches.found(client, Search.inTwin(TWIN, Round.TEXT));
  }
}
