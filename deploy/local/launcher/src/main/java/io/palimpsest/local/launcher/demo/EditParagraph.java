package io.palimpsest.local.launcher.demo;

import io.palimpsest.client.PalimpsestClient;
import io.palimpsest.client.Search;
import io.palimpsest.client.Searchable;
import io.palimpsest.client.Source;
import io.palimpsest.client.Written;
import java.time.Duration;
import java.util.Map;

/** Edits one sentence of a document and shows how few embeddings that took. */
final class EditParagraph implements DemoStep {
  private static final String OLD = "Have breakfast first.";
  private static final String NEW = "Have a second cup of tea and watch the herons.";

  @Override
  public String title() {
    return "Edit one sentence";
  }

  @Override
  public String run(Demo demo) {
    try (PalimpsestClient client = demo.api().creator(Sample.CREATOR)) {
      Source edited =
          new Source(
              Sample.TIDES,
              "text/markdown",
              "en",
              Map.of(),
              Sample.text(Sample.TIDES).replace(OLD, NEW));
      IndexCounters before = IndexCounters.of(demo.stack());
      Written written =
          client.submitSource(Sample.CREATOR, Sample.SAILOR, Sample.TIDES, edited).join();
      Searchable now = client.awaitSearchable(written, Duration.ofSeconds(30)).join();
      mustFind(client, "herons");
      IndexCounters done = IndexCounters.of(demo.stack()).since(before);
      if (done.embedded() >= now.vectors()) {
        throw new IllegalStateException("every chunk was embedded again");
      }
      return "revision %d of %d chunks: %d embedded, %d removed"
          .formatted(now.revision(), now.vectors(), done.embedded(), done.deleted());
    }
  }

  private static void mustFind(PalimpsestClient client, String word) {
    boolean found =
        client.searchTwin(Search.inTwin(Sample.SAILOR, "tea and herons")).join().matches().stream()
            .anyMatch(match -> String.valueOf(match.text()).contains(word));
    if (!found) {
      throw new IllegalStateException("the edited sentence was not found");
    }
  }
}
