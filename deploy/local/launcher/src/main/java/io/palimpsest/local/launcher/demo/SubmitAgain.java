package io.palimpsest.local.launcher.demo;

import io.palimpsest.client.PalimpsestClient;
import io.palimpsest.client.Source;
import io.palimpsest.client.Written;
import java.util.Map;

/** Submits what is already there, and shows that it costs nothing. */
final class SubmitAgain implements DemoStep {
  private static final String DOCUMENT = "dough-log";

  @Override
  public String title() {
    return "Submit a document again, unchanged";
  }

  @Override
  public String run(Demo demo) {
    IndexCounters before = IndexCounters.of(demo.stack());
    try (PalimpsestClient client = demo.api().creator(Sample.CREATOR)) {
      Source same = new Source(DOCUMENT, "text/markdown", "en", Map.of(), Sample.text(DOCUMENT));
      Written written = client.submitSource(Sample.CREATOR, "baker", DOCUMENT, same).join();
      IndexCounters done = IndexCounters.of(demo.stack()).since(before);
      if (!written.unchanged() || done.embedded() + done.written() > 0) {
        throw new IllegalStateException("unchanged text was written again: " + done);
      }
      return "revision stays %d: %d embeddings, %d vector writes"
          .formatted(written.revision(), done.embedded(), done.written());
    }
  }
}
