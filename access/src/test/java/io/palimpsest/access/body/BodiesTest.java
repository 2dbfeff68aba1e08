package io.palimpsest.access.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.palimpsest.access.TestKeys;
import io.palimpsest.tenancy.Role;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Callers who send too much, too slowly, or not at all. */
@QuarkusTest
@QuarkusTestResource(TestKeys.class)
@TestProfile(BodiesTest.Impatient.class)
class BodiesTest {
  /** More than there are workers. */
  private static final int MANY = 220;

  private static final String GOOD = "{\"title\":\"a\",\"parts\":[],\"colour\":\"RED\"}";

  /** Waits for a short time, with few workers. */
  public static final class Impatient implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "palimpsest.bodies.patience",
          "8s",
          "quarkus.http.limits.max-body-size",
          "64K",
          "quarkus.thread-pool.max-threads",
          "20");
    }
  }

  @TestHTTPResource("/doors/")
  URI doors;

  @Inject Held held;

  @Test
  void whileManyBodiesAreHalfSentTheOthersAreAnsweredAndEachOfTheManyIsToldThatItIsSlow()
      throws Exception {
    List<RawCall> stalled = new ArrayList<>();
    try {
      for (int call = 0; call < MANY; call++) {
        String framing = call % 2 == 0 ? "Content-Length: 100" : "Transfer-Encoding: chunked";
        RawCall half = RawCall.post(doors.resolve("body"), TestKeys.token(Role.PRODUCER), framing);
        half.send(call % 2 == 0 ? "{\"title\"" : "8\r\n{\"title\"\r\n");
        stalled.add(half);
      }
      await()
          .atMost(Duration.ofSeconds(90))
          .untilAsserted(() -> assertThat(held.bytes()).isGreaterThanOrEqualTo(MANY));

      for (int call = 0; call < 20; call++) {
        HttpResponse<String> answer = post(GOOD);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      }

      for (RawCall half : stalled) {
        assertThat(half.answer()).startsWith("HTTP/1.1 408 ").contains("body.slow");
      }
    } finally {
      for (RawCall half : stalled) {
        half.close();
      }
    }
    await().atMost(Duration.ofSeconds(90)).untilAsserted(() -> assertThat(held.bytes()).isZero());
  }

  @Test
  void aBodyThatIsAnnouncedAsTooLargeIsRefusedUnread() throws Exception {
    try (RawCall call =
        RawCall.post(
            doors.resolve("body"), TestKeys.token(Role.PRODUCER), "Content-Length: 65537")) {
      assertThat(call.answer()).startsWith("HTTP/1.1 413 ").contains("body.too_large", "65536");
    }
  }

  @Test
  void anEndlessBodyWithoutALengthEndsWith413() throws Exception {
    try (RawCall call =
        RawCall.post(
            doors.resolve("body"), TestKeys.token(Role.PRODUCER), "Transfer-Encoding: chunked")) {
      Thread reader = null;
      String[] answer = {""};
      reader =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      answer[0] = call.answer();
                    } catch (java.io.IOException | java.io.UncheckedIOException reset) {
                      answer[0] = "reset";
                    }
                  });
      // More than the buffers of both sides hold, so that it is the service that ends it.
      long sent = call.chunks(1_000_000, 8_192);
      reader.join(Duration.ofSeconds(30));

      assertThat(sent).isLessThan(1_000_000);
      assertThat(answer[0]).startsWith("HTTP/1.1 413 ");
    }
    assertThat(held.bytes()).isZero();
  }

  @Test
  void whoTricklesIsToldSo() throws Exception {
    try (RawCall call =
        RawCall.post(
            doors.resolve("body"), TestKeys.token(Role.PRODUCER), "Content-Length: 60000")) {
      Thread drops =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      for (int drop = 0; drop < 100; drop++) {
                        call.send("{");
                        Thread.sleep(Duration.ofMillis(200));
                      }
                    } catch (java.io.IOException | InterruptedException over) {
                      Thread.currentThread().interrupt();
                    }
                  });
      assertThat(call.status()).isEqualTo(408);
      drops.interrupt();
    }
  }

  @Test
  void whoIsNobodyIsRefusedWithoutBeingListenedTo() throws Exception {
    try (RawCall call = RawCall.post(doors.resolve("body"), "", "Content-Length: 60000")) {
      assertThat(call.status()).isEqualTo(401);
    }
  }

  @Test
  void whoLeavesInTheMiddleLeavesNothingBehind() throws Exception {
    try (RawCall call =
        RawCall.post(doors.resolve("body"), TestKeys.token(Role.PRODUCER), "Content-Length: 100")) {
      call.send("{\"title\"");
      await()
          .atMost(Duration.ofSeconds(90))
          .untilAsserted(() -> assertThat(held.bytes()).isPositive());
    }

    await().atMost(Duration.ofSeconds(90)).untilAsserted(() -> assertThat(held.bytes()).isZero());
  }

  private HttpResponse<String> post(String body) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(doors.resolve("body"))
              .header("Authorization", "Bearer " + TestKeys.token(Role.PRODUCER))
              .header("Content-Type", "application/json")
              .timeout(Duration.ofSeconds(10))
              .POST(BodyPublishers.ofString(body))
              .build(),
          BodyHandlers.ofString());
    }
  }
}
