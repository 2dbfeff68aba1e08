package io.palimpsest.local.launcher.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.palimpsest.client.PalimpsestClient;
import io.palimpsest.client.Searchable;
import io.palimpsest.client.Written;
import io.palimpsest.local.launcher.demo.DocumentFile.Twin;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/** Bulk-uploads a file, waits until every document is searchable, and sends all of it again. */
final class IngestDocuments implements DemoStep {
  private static final Duration AT_MOST = Duration.ofMinutes(15);

  private final Path file;

  IngestDocuments(Path file) {
    this.file = file;
  }

  @Override
  public String title() {
    return "Upload " + file.getFileName() + " in bulk";
  }

  @Override
  public String run(Demo demo) throws Exception {
    DocumentFile documents = DocumentFile.read(file);
    register(demo.api(), documents);
    IndexCounters before = IndexCounters.of(demo.stack());
    long began = System.nanoTime();
    int vectors = awaitAll(demo, upload(demo.api(), documents, false));
    double seconds = (System.nanoTime() - began) / 1e9;
    IndexCounters first = IndexCounters.of(demo.stack()).since(before);
    demo.say(
        "%d documents searchable as %d vectors after %.1f s; %d texts embedded",
        documents.size(), vectors, seconds, first.embedded());
    again(demo, documents);
    double plain = PlainLoopRun.documentsPerSecond(demo, file);
    double own = documents.size() / seconds;
    return "%.2f documents/s; plain loop, same model and store: %.2f/s; ratio %.2f"
        .formatted(own, plain, own / plain);
  }

  private static void again(Demo demo, DocumentFile documents) {
    IndexCounters before = IndexCounters.of(demo.stack());
    upload(demo.api(), documents, true);
    IndexCounters done = IndexCounters.of(demo.stack()).since(before);
    demo.say("all sent again: %d embeddings, %d vector writes", done.embedded(), done.written());
    if (done.embedded() + done.written() + done.deleted() > 0) {
      throw new IllegalStateException("unchanged documents were written again");
    }
  }

  private static void register(DemoApi api, DocumentFile documents) {
    for (Twin twin : documents.byTwin().keySet()) {
      api.register(twin.creatorPath(), Map.of("display_name", twin.creatorId()));
      api.register(twin.path(), Map.of("display_name", twin.twinId()));
    }
  }

  /** What was written, by creator. */
  private static Map<String, List<Written>> upload(
      DemoApi api, DocumentFile documents, boolean unchanged) {
    Map<String, List<Written>> written = new LinkedHashMap<>();
    documents
        .byTwin()
        .forEach(
            (twin, lines) -> {
              String body =
                  lines.stream()
                      .map(DocumentFile.Line::submission)
                      .collect(Collectors.joining("\n", "", "\n"));
              api.bulk(
                      twin.creatorId(),
                      twin.path() + "/sources:bulk",
                      BodyPublishers.ofString(body))
                  .forEach(
                      result ->
                          written
                              .computeIfAbsent(twin.creatorId(), any -> new ArrayList<>())
                              .add(accepted(result, unchanged)));
            });
    int results = written.values().stream().mapToInt(List::size).sum();
    if (results != documents.size()) {
      throw new IllegalStateException(
          "%d results for %d documents".formatted(results, documents.size()));
    }
    return written;
  }

  private static Written accepted(JsonNode result, boolean unchanged) {
    if (!result.has("uid") || result.path("unchanged").asBoolean() != unchanged) {
      throw new IllegalStateException("not as expected: " + result);
    }
    return new Written(
        result.path("id").asText(),
        UUID.fromString(result.path("uid").asText()),
        result.path("revision").asLong(),
        unchanged);
  }

  /** Waits for all side by side, each as its creator; returns how many vectors that makes. */
  private static int awaitAll(Demo demo, Map<String, List<Written>> written) {
    List<PalimpsestClient> clients = new ArrayList<>();
    try {
      List<CompletableFuture<Searchable>> all = new ArrayList<>();
      written.forEach(
          (creator, changes) -> {
            PalimpsestClient client = demo.api().creator(creator);
            clients.add(client);
            changes.forEach(change -> all.add(client.awaitSearchable(change, AT_MOST)));
          });
      return all.stream().mapToInt(future -> future.join().vectors()).sum();
    } finally {
      clients.forEach(PalimpsestClient::close);
    }
  }
}
