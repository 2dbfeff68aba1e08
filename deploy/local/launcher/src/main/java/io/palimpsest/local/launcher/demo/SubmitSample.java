package io.palimpsest.local.launcher.demo;

import io.palimpsest.client.PalimpsestClient;
import io.palimpsest.client.Searchable;
import io.palimpsest.client.Source;
import io.palimpsest.client.Written;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Submits items and documents and waits until each is searchable. */
final class SubmitSample implements DemoStep {
  private static final Duration AT_MOST = Duration.ofSeconds(60);

  @Override
  public String title() {
    return "Submit items and documents, embed them with the real model";
  }

  @Override
  public String run(Demo demo) {
    List<CompletableFuture<Searchable>> all = new ArrayList<>();
    DemoApi api = demo.api();
    IndexCounters before = IndexCounters.of(demo.stack());
    try (PalimpsestClient organization = api.organization(Sample.ORGANIZATION);
        PalimpsestClient creator = api.creator(Sample.CREATOR);
        PalimpsestClient leaving = api.creator(Sample.LEAVING)) {
      Sample.ITEMS.forEach(
          (id, item) ->
              all.add(
                  searchable(
                      organization, organization.submitItem(Sample.ORGANIZATION, id, item))));
      Sample.DOCUMENTS.forEach(
          (twin, documents) ->
              documents.forEach(document -> all.add(document(creator, twin, document))));
      LeavingTwins.names().forEach(twin -> all.add(note(leaving, twin)));
      int vectors = all.stream().mapToInt(future -> future.join().vectors()).sum();
      long embedded = IndexCounters.of(demo.stack()).since(before).embedded();
      return "%d entities searchable as %d vectors, %d texts embedded"
          .formatted(all.size(), vectors, embedded);
    }
  }

  private static CompletableFuture<Searchable> document(
      PalimpsestClient client, String twin, String document) {
    Source source = new Source(document, "text/markdown", "en", Map.of(), Sample.text(document));
    return searchable(client, client.submitSource(Sample.CREATOR, twin, document, source));
  }

  private static CompletableFuture<Searchable> note(PalimpsestClient client, String twin) {
    return searchable(
        client,
        client.submitSource(Sample.LEAVING, twin, LeavingTwins.NOTE, LeavingTwins.note(twin)));
  }

  private static CompletableFuture<Searchable> searchable(
      PalimpsestClient client, CompletableFuture<Written> written) {
    return written.thenCompose(change -> client.awaitSearchable(change, AT_MOST));
  }
}
