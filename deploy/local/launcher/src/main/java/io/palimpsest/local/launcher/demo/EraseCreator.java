package io.palimpsest.local.launcher.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.palimpsest.client.Erasure;
import io.palimpsest.client.PalimpsestClient;
import io.palimpsest.client.ProblemException;
import io.palimpsest.client.Search;
import java.time.Duration;
import java.util.concurrent.CompletionException;

/** Erases a creator with all twins, and shows that nothing is found while others still are. */
final class EraseCreator implements DemoStep {
  @Override
  public String title() {
    return "Erase a creator with %d twins".formatted(Sample.LEAVING_TWINS);
  }

  @Override
  public String run(Demo demo) {
    try (PalimpsestClient leaving = demo.api().creator(Sample.LEAVING);
        PalimpsestClient staying = demo.api().creator(Sample.CREATOR)) {
      int before = found(leaving, "the caravan mended its wheels");
      Erasure asked = leaving.deleteCreator().join();
      long began = System.nanoTime();
      Erasure end = leaving.follow(asked.requestId(), Duration.ofSeconds(60)).join();
      Duration took = Duration.ofNanos(System.nanoTime() - began);
      if (!end.confirmed()) {
        throw new IllegalStateException("the request ended as " + end.state());
      }
      int after = found(leaving, "the caravan mended its wheels");
      int control = found(staying, "tide table");
      demo.say(
          "found before: %d, after: %d; another creator's, as control: %d", before, after, control);
      if (before == 0 || after != 0 || control == 0) {
        throw new IllegalStateException("what was found does not fit an erasure");
      }
      demo.erasedBy(end.requestId());
      print(demo, demo.api().get("/erasures/" + end.requestId() + "/certificate"));
      return "confirmed after %d ms".formatted(took.toMillis());
    }
  }

  /** An erased creator is unknown: its searches are refused, which counts as nothing found. */
  private static int found(PalimpsestClient client, String query) {
    try {
      return client.searchTwins(Search.everywhere(query)).join().matches().size();
    } catch (CompletionException refused) {
      if (refused.getCause() instanceof ProblemException problem
          && problem.problem().status() == 404) {
        return 0;
      }
      throw refused;
    }
  }

  private static void print(Demo demo, JsonNode certificate) {
    certificate.toPrettyString().lines().forEach(line -> demo.say("%s", line));
  }
}
