package io.palimpsest.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.palimpsest.client.Erasure;
import io.palimpsest.client.PalimpsestClient;
import io.palimpsest.event.VectorsChanged;
import io.palimpsest.event.VectorsOutcome;
import io.palimpsest.local.stack.Part;
import io.palimpsest.local.stack.PartProcess;
import io.palimpsest.topic.Topic;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A service that is told to stop (SIGTERM) ends by itself, with what it had in hand finished or
 * handed back (O9). It is to take 10 s; here it has the 40 s of the deployments, since a loud
 * machine adds some, and the time is printed.
 */
class StopsST {
  private static final Duration GRACE = Duration.ofSeconds(40);
  private static final int ENDED_UPON_SIGTERM = 143;
  private static final List<Part> SERVICES = List.of(Part.INGEST, Part.REEMBED, Part.ERASURE);

  private static Palimpsest palimpsest;
  private static Berths berths;

  @BeforeAll
  static void start() throws Exception {
    palimpsest = Palimpsest.running();
    berths = new Berths(palimpsest);
  }

  @ParameterizedTest
  @EnumSource(names = {"INGEST", "REEMBED", "ERASURE"})
  void whatAServiceHasInHandIsFinishedOrHandedBackAndNothingIsDoneTwice(Part service)
      throws Exception {
    String creator = Palimpsest.unique("ada");
    palimpsest.registerCreator(creator, List.of("coach", "leaving"));
    try (PalimpsestClient client = palimpsest.creator(creator)) {
      berths.submit(creator);
      Erasure asked = client.deleteTwin("leaving").get(120, TimeUnit.SECONDS);
      await().atMost(Palimpsest.AT_MOST).until(() -> !berths.stored(creator).isEmpty());
      int storedAtTheStop = berths.stored(creator).size();

      PartProcess process = palimpsest.stack().process(service);
      long logged = Files.size(process.log());
      long took = end(process);
      process.start();

      await()
          .atMost(Palimpsest.AT_MOST)
          .untilAsserted(() -> assertThat(berths.stored(creator)).isEqualTo(berths.all()));
      assertThat(palimpsest.vectors().ids(Vectors.namespace(creator, "coach")))
          .as("one chunk each")
          .hasSize(Berths.SOURCES);
      assertThat(berths.revisions(creator)).as("nothing applied twice").containsOnly(1L);
      await()
          .atMost(Palimpsest.AT_MOST)
          .ignoreExceptions()
          .until(
              () -> client.follow(asked.requestId(), Duration.ofSeconds(20)).join(),
              Erasure::confirmed);
      System.out.printf(
          "%s stopped in %d ms when %d of %d were in the store%n",
          service, took, storedAtTheStop, Berths.SOURCES);
      if (!loggedSince(process, logged).contains("was cut off")) {
        await()
            .atMost(Palimpsest.AT_MOST)
            .untilAsserted(() -> assertThat(told(creator, service)).hasSize(Berths.SOURCES));
        assertThat(told(creator, service)).as("nothing told twice").doesNotHaveDuplicates();
      }
    }
  }

  @Test
  void whileTheBrokerDoesNotAnswerServicesSaySoAndEndByThemselvesAllTheSame() throws Exception {
    PartProcess broker = palimpsest.stack().process(Part.BROKER);
    List<PartProcess> services = SERVICES.stream().map(palimpsest.stack()::process).toList();
    broker.stop();
    try {
      for (Part service : SERVICES) {
        await()
            .atMost(Palimpsest.AT_MOST)
            .untilAsserted(() -> assertThat(readiness(service)).contains("broker: ", "DOWN"));
      }
      List<Long> took =
          together(services.stream().<Callable<Long>>map(it -> () -> end(it)).toList());
      System.out.printf("without a broker %s stopped in %s ms%n", SERVICES, took);
    } finally {
      broker.cont();
    }
    for (PartProcess service : services) {
      service.start();
    }
  }

  private static String readiness(Part service) throws Exception {
    URI ready = URI.create(palimpsest.stack().serviceUrl(service)).resolve("/q/health/ready");
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(ready).build(), HttpResponse.BodyHandlers.ofString())
        .body();
  }

  private static String loggedSince(PartProcess process, long from) throws IOException {
    byte[] all = Files.readAllBytes(process.log());
    return new String(all, (int) from, all.length - (int) from, StandardCharsets.UTF_8);
  }

  /** Milliseconds that it took. */
  private static long end(PartProcess process) throws InterruptedException {
    long began = System.nanoTime();
    process.end(GRACE);
    long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
    assertThat(process.exitCode())
        .as("%s ended by itself after %d ms", process.name(), took)
        .hasValue(ENDED_UPON_SIGTERM);
    return took;
  }

  private static List<Long> together(List<Callable<Long>> ends) throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Long> took = new ArrayList<>();
      for (Future<Long> each : threads.invokeAll(ends)) {
        took.add(each.get());
      }
      return took;
    }
  }

  /**
   * Sources whose first revision was told of, as often as it was. What ingest announced and had not
   * marked yet it announces again, and that is found unchanged.
   */
  private static List<String> told(String creator, Part stopped) {
    return palimpsest.events(Topic.VECTORS, VectorsChanged.class).stream()
        .filter(event -> event.getScopePath().getFirst().getId().equals(creator))
        .filter(event -> event.getRevision() == 1)
        .filter(event -> stopped != Part.INGEST || event.getOutcome() != VectorsOutcome.UNCHANGED)
        .map(event -> event.getScopePath().getLast().getId())
        .toList();
  }
}
