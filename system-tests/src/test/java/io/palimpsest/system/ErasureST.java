package io.palimpsest.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.palimpsest.client.Erasure;
import io.palimpsest.client.PalimpsestClient;
import io.palimpsest.client.ProblemException;
import io.palimpsest.client.Search;
import io.palimpsest.client.Source;
import io.palimpsest.client.Written;
import io.palimpsest.event.ErasureState;
import io.palimpsest.event.ErasureStatusChanged;
import io.palimpsest.topic.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What was erased stays erased, although its owner goes on writing. */
class ErasureST {
  private static final int TWINS = 27;
  private static final int WRITERS = 3;
  private static final int REFUSALS_AFTER_THE_END = 10;
  private static final String SECRET = "The caravan mended its wheels at the third well.";

  private static Palimpsest palimpsest;

  @BeforeAll
  static void start() throws Exception {
    palimpsest = Palimpsest.running();
  }

  @Test
  void aCreatorWith27TwinsIsErasedWhileUpdatesKeepComingIn() throws Exception {
    String leaving = Palimpsest.unique("leaving");
    String staying = Palimpsest.unique("staying");
    List<String> twins = IntStream.range(0, TWINS).mapToObj(n -> "twin-" + n).toList();
    palimpsest.registerCreator(leaving, twins);
    palimpsest.registerCreator(staying, List.of("coach"));
    try (PalimpsestClient own = palimpsest.creator(leaving);
        PalimpsestClient other = palimpsest.creator(staying)) {
      submitAndAwait(other, staying, List.of("coach"));
      submitAndAwait(own, leaving, twins);
      assertThat(found(own)).isPositive();
      for (String twin : twins) {
        assertThat(ids(leaving, twin)).isNotEmpty();
      }

      List<Updates> updates = startUpdates(own, leaving, twins);
      await().atMost(Palimpsest.AT_MOST).until(() -> accepted(updates) > TWINS);
      long acceptedBefore = accepted(updates);
      long began = System.nanoTime();
      Erasure asked = own.deleteCreator().get(120, TimeUnit.SECONDS);
      Erasure end =
          own.follow(asked.requestId(), Duration.ofSeconds(180)).get(200, TimeUnit.SECONDS);
      Duration took = Duration.ofNanos(System.nanoTime() - began);
      long refused = refused(updates);
      await()
          .atMost(Palimpsest.AT_MOST)
          .until(() -> refused(updates) >= refused + REFUSALS_AFTER_THE_END);
      updates.forEach(Updates::stop);
      System.out.printf(
          "creator with %d twins confirmed after %d ms; updates accepted %d, refused %d%n",
          TWINS, took.toMillis(), accepted(updates), refused(updates));

      assertThat(end.state()).isEqualTo("CONFIRMED_LIVE");
      assertThat(acceptedBefore).isPositive();
      assertThat(refused(updates)).isPositive();
      await()
          .during(Duration.ofSeconds(2))
          .atMost(Duration.ofSeconds(90))
          .untilAsserted(
              () -> {
                for (String twin : twins) {
                  assertThat(ids(leaving, twin)).as(twin).isEmpty();
                }
              });
      assertThat(found(own)).isZero();
      assertThat(found(other)).as("positive control").isPositive();
      assertThat(ids(staying, "coach")).as("positive control").hasSize(1);
      assertConfirmationEvent(end);
      assertThat(
              palimpsest
                  .get("/erasures/" + end.requestId() + "/certificate", palimpsest.operatorToken())
                  .status())
          .isEqualTo(200);
    }
  }

  @Test
  void erasingOneTwinLeavesTheOthersOfItsCreator() throws Exception {
    String creator = Palimpsest.unique("ada");
    palimpsest.registerCreator(creator, List.of("coach", "guide"));
    try (PalimpsestClient client = palimpsest.creator(creator)) {
      submitAndAwait(client, creator, List.of("coach", "guide"));

      Erasure asked = client.deleteTwin("coach").get(120, TimeUnit.SECONDS);
      Erasure end =
          client.follow(asked.requestId(), Duration.ofSeconds(180)).get(200, TimeUnit.SECONDS);

      assertThat(end.confirmed()).isTrue();
      assertThat(ids(creator, "coach")).isEmpty();
      assertThat(ids(creator, "guide")).hasSize(1);
      assertThat(client.searchTwin(Search.inTwin("guide", SECRET)).join().matches()).hasSize(1);
    }
  }

  private static void assertConfirmationEvent(Erasure end) {
    assertThat(palimpsest.events(Topic.ERASURE_STATUS, ErasureStatusChanged.class))
        .filteredOn(event -> event.getRequestId().equals(end.requestId()))
        .last()
        .satisfies(
            event -> {
              assertThat(event.getState()).isEqualTo(ErasureState.CONFIRMED_LIVE);
              assertThat(event.getLogIndex()).isNotNull();
              assertThat(event.getCounts()).isNotEmpty();
            });
  }

  private static void submitAndAwait(PalimpsestClient client, String creator, List<String> twins)
      throws Exception {
    List<Written> written = new ArrayList<>();
    for (String twin : twins) {
      written.add(client.submitSource(creator, twin, "note", Source.text("note", SECRET)).join());
    }
    for (Written each : written) {
      Palimpsest.searchable(client, each);
    }
  }

  private static List<Updates> startUpdates(
      PalimpsestClient client, String creator, List<String> twins) {
    return IntStream.range(0, WRITERS)
        .mapToObj(writer -> new Updates(client, creator, twins, "update-" + writer).start())
        .toList();
  }

  private static long accepted(List<Updates> updates) {
    return updates.stream().mapToLong(Updates::accepted).sum();
  }

  private static long refused(List<Updates> updates) {
    return updates.stream().mapToLong(Updates::refused).sum();
  }

  private static Set<String> ids(String creator, String twin) throws Exception {
    return palimpsest.vectors().ids(Vectors.namespace(creator, twin));
  }

  /** An erased creator is unknown: a search of it is refused, which counts as nothing found. */
  private static int found(PalimpsestClient client) {
    try {
      return client.searchTwins(Search.everywhere(SECRET)).join().matches().size();
    } catch (CompletionException refused) {
      if (refused.getCause() instanceof ProblemException problem
          && problem.problem().status() == 404) {
        return 0;
      }
      throw refused;
    }
  }
}
