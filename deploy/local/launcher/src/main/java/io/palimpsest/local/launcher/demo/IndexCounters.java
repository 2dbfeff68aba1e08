package io.palimpsest.local.launcher.demo;

import io.palimpsest.local.stack.Part;
import io.palimpsest.local.stack.RunningStack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/**
 * What the re-embedding service has done since it started, as its metrics say.
 *
 * @param embedded texts that the model embedded
 * @param reused chunks that needed no model
 * @param written vectors written to the store
 * @param deleted ids deleted from the store
 */
record IndexCounters(long embedded, long reused, long written, long deleted) {
  private static final String PREFIX = "palimpsest_reembed_";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  static IndexCounters of(RunningStack stack) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(stack.serviceUrl(Part.REEMBED) + "/q/metrics"))
            .header("Accept", "text/plain")
            .timeout(PATIENCE)
            .build();
    try (HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
      String text = http.send(request, BodyHandlers.ofString()).body();
      return new IndexCounters(
          value(text, "chunks_embedded"),
          value(text, "chunks_reused"),
          value(text, "vectors_written"),
          value(text, "vectors_deleted"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  IndexCounters since(IndexCounters earlier) {
    return new IndexCounters(
        embedded - earlier.embedded,
        reused - earlier.reused,
        written - earlier.written,
        deleted - earlier.deleted);
  }

  /** A counter that is missing is an error: it must not read as zero. */
  private static long value(String text, String name) {
    String counter = PREFIX + name + "_total";
    double sum =
        text.lines()
            .filter(line -> line.startsWith(counter))
            .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
            .reduce(Double::sum)
            .orElseThrow(() -> new IllegalStateException("no metric " + counter));
    return Math.round(sum);
  }
}
