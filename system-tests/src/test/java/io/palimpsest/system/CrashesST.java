package io.palimpsest.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.palimpsest.client.Erasure;
import io.palimpsest.client.PalimpsestClient;
import io.palimpsest.client.Source;
import io.palimpsest.client.Written;
import io.palimpsest.local.stack.Part;
import io.palimpsest.local.stack.PartProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A part that is killed in mid-stream and started again loses nothing and does nothing twice. */
class CrashesST {
  private static final int ERASED_TWINS = 8;
  private static final Set<Part> IN_THE_STREAM =
      Set.of(Part.INGEST, Part.REEMBED, Part.BROKER, Part.DOCUMENTS, Part.VECTORS);

  private static Palimpsest palimpsest;
  private static Berths berths;

  @BeforeAll
  static void start() throws Exception {
    palimpsest = Palimpsest.running();
    berths = new Berths(palimpsest);
  }

  @ParameterizedTest
  @EnumSource(names = "GATEWAY", mode = EnumSource.Mode.EXCLUDE)
  void aPartThatIsKilledWhileChangesFlowLosesNothingAndWritesNothingTwice(Part part)
      throws Exception {
    String creator = Palimpsest.unique("ada");
    String namespace = Vectors.namespace(creator, "coach");
    palimpsest.registerCreator(creator, List.of("coach"));

    berths.submit(creator);
    await().atMost(Palimpsest.AT_MOST).until(() -> !palimpsest.vectors().ids(namespace).isEmpty());
    int seenAtTheKill = palimpsest.vectors().ids(namespace).size();
    killAndRestart(part);

    await()
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(() -> assertThat(berths.stored(creator)).isEqualTo(berths.all()));
    assertThat(palimpsest.vectors().ids(namespace)).as("one chunk each").hasSize(Berths.SOURCES);
    assertThat(berths.revisions(creator)).as("nothing applied twice").containsOnly(1L);
    System.out.printf(
        "%s killed when %d of %d were in the store%n", part, seenAtTheKill, Berths.SOURCES);
    if (IN_THE_STREAM.contains(part)) {
      assertThat(seenAtTheKill).as("the kill was in mid-stream").isLessThan(Berths.SOURCES);
    }
  }

  @Test
  void threeKillsInARowConverge() throws Exception {
    String creator = Palimpsest.unique("ada");
    String namespace = Vectors.namespace(creator, "coach");
    palimpsest.registerCreator(creator, List.of("coach"));

    berths.submit(creator);
    for (int kill = 0; kill < 3; kill++) {
      killAndRestart(Part.REEMBED);
    }

    await()
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(() -> assertThat(berths.stored(creator)).isEqualTo(berths.all()));
    assertThat(palimpsest.vectors().ids(namespace)).as("one chunk each").hasSize(Berths.SOURCES);
  }

  @ParameterizedTest
  @EnumSource(names = {"INGEST", "REEMBED", "ERASURE"})
  void aServiceThatIsKilledWhileTwinsAreErasedBringsNothingBack(Part service) throws Exception {
    String creator = Palimpsest.unique("ada");
    List<String> twins = IntStream.range(0, ERASED_TWINS).mapToObj(n -> "twin-" + n).toList();
    palimpsest.registerCreator(creator, twins);
    palimpsest.registerCreator(creator + "-control", List.of("coach"));
    try (PalimpsestClient client = palimpsest.creator(creator);
        PalimpsestClient control = palimpsest.creator(creator + "-control")) {
      submitAndAwait(control, creator + "-control", List.of("coach"));
      submitAndAwait(client, creator, twins);

      List<Erasure> asked = new ArrayList<>();
      for (String twin : twins) {
        asked.add(client.deleteTwin(twin).get(120, TimeUnit.SECONDS));
      }
      killAndRestart(service);

      for (Erasure each : asked) {
        assertThat(ended(client, each).confirmed()).isTrue();
      }
      for (String twin : twins) {
        assertThat(palimpsest.vectors().ids(Vectors.namespace(creator, twin))).as(twin).isEmpty();
      }
      assertThat(palimpsest.vectors().ids(Vectors.namespace(creator + "-control", "coach")))
          .as("positive control")
          .hasSize(1);
    }
  }

  @Test
  void aWriterThatStoodStillWhileItsCreatorWasErasedWritesNothingWhenItGoesOn() throws Exception {
    String creator = Palimpsest.unique("ada");
    palimpsest.registerCreator(creator, List.of("coach"));
    palimpsest.registerCreator(creator + "-control", List.of("coach"));
    PartProcess reembed = palimpsest.stack().process(Part.REEMBED);
    try (PalimpsestClient client = palimpsest.creator(creator);
        PalimpsestClient control = palimpsest.creator(creator + "-control")) {
      submitAndAwait(client, creator, List.of("coach"));
      berths.submit(creator);
      Erasure asked;
      reembed.stop();
      try {
        asked = client.deleteCreator().get(120, TimeUnit.SECONDS);
        String state = "/erasures/" + asked.requestId();
        await()
            .atMost(Palimpsest.AT_MOST)
            .until(
                () ->
                    Set.of("DRAINED", "EXPORTED", "DELETING")
                        .contains(
                            palimpsest
                                .get(state, palimpsest.operatorToken())
                                .body()
                                .path("state")
                                .asText()));
      } finally {
        reembed.cont();
      }

      assertThat(ended(client, asked).confirmed()).isTrue();
      submitAndAwait(control, creator + "-control", List.of("coach"));
      await()
          .during(Duration.ofSeconds(2))
          .atMost(Duration.ofSeconds(90))
          .untilAsserted(
              () ->
                  assertThat(palimpsest.vectors().ids(Vectors.namespace(creator, "coach")))
                      .isEmpty());
      assertThat(palimpsest.vectors().ids(Vectors.namespace(creator + "-control", "coach")))
          .as("positive control")
          .hasSize(1);
    }
  }

  private static Erasure ended(PalimpsestClient client, Erasure asked) {
    return await()
        .atMost(Duration.ofSeconds(120))
        .ignoreExceptions()
        .until(
            () -> client.follow(asked.requestId(), Duration.ofSeconds(20)).join(),
            Erasure::confirmed);
  }

  private static void killAndRestart(Part service) throws Exception {
    PartProcess process = palimpsest.stack().process(service);
    process.kill();
    assertThat(process.isAlive()).as("the fault fired").isFalse();
    process.start();
  }

  private static void submitAndAwait(PalimpsestClient client, String creator, List<String> twins)
      throws Exception {
    List<Written> written = new ArrayList<>();
    for (String twin : twins) {
      Source note = Source.text("note", "The pilot of " + twin + " sleeps aboard.");
      written.add(client.submitSource(creator, twin, "note", note).join());
    }
    for (Written each : written) {
      Palimpsest.searchable(client, each);
    }
  }
}
