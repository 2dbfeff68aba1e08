package io.palimpsest.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.ingest.testing.Api;
import io.palimpsest.ingest.testing.Bearer;
import io.palimpsest.ingest.testing.RealParts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * A bulk from a stream that is made as it is read, in the process of the service: its heap is
 * looked at after a collection, at every tenth of the lines. The first tenth of the lines brings
 * new items, the others repeat them.
 */
@QuarkusTest
@QuarkusTestResource(RealParts.class)
class BulkMemoryIT {
  private static final long LINES = Boolean.getBoolean("palimpsest.full") ? 1_000_000 : 20_000;
  private static final long REPEATS = 10;
  private static final long MEGABYTE = 1 << 20;
  private static final long MAY_GROW = 64 * MEGABYTE;

  @Test
  void theHeapDoesNotGrowWithTheLinesOfABulk() throws Exception {
    String org = Api.organization();
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(
                    "%s:%d/organizations/%s/items:bulk"
                        .formatted(RestAssured.baseURI, RestAssured.port, org)))
            .header("Authorization", "Bearer " + Bearer.organization(org))
            .header("Content-Type", "application/x-ndjson")
            .timeout(Duration.ofMinutes(45))
            .POST(BodyPublishers.ofByteArrays(BulkMemoryIT::lines))
            .build();
    List<Long> heap = new ArrayList<>();
    long results = 0;
    long began = System.nanoTime();
    try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      HttpResponse<Stream<String>> answer = client.send(request, BodyHandlers.ofLines());
      assertThat(answer.statusCode()).isEqualTo(200);
      Iterator<String> lines = answer.body().iterator();
      while (lines.hasNext()) {
        results++;
        assertThat(lines.next()).matches(".*\"status\":20[01].*");
        if (results % (LINES / 10) == 0) {
          heap.add(usedAfterCollection());
        }
      }
    }

    System.out.printf(
        "bulk: %d lines, %d of them new, in %.0f s; heap after a collection, MB: %s%n",
        results,
        LINES / REPEATS,
        (System.nanoTime() - began) / 1e9,
        heap.stream().map(bytes -> bytes / MEGABYTE).toList());
    assertThat(results).isEqualTo(LINES);
    assertThat(heap).hasSize(10);
    assertThat(heap.getLast() - heap.get(heap.size() / 2)).isLessThan(MAY_GROW);
  }

  private static Iterator<byte[]> lines() {
    return LongStream.range(0, LINES).mapToObj(BulkMemoryIT::line).iterator();
  }

  private static byte[] line(long number) {
    return """
    {"item_id": "port_%d", "profile_id": "prof_1", "company_name": "Acme", "skills": ["Java"]}
    """
        .formatted(number % (LINES / REPEATS))
        .getBytes(StandardCharsets.UTF_8);
  }

  private static long usedAfterCollection() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
