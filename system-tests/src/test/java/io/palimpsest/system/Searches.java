package io.palimpsest.system;

import io.palimpsest.client.PalimpsestClient;
import io.palimpsest.client.ProblemException;
import io.palimpsest.client.Search;
import java.util.concurrent.CompletionException;

/** Searches that count what they find. */
final class Searches {
  private Searches() {}

  /** Matches in a twin; none when the twin is unknown. */
  static int found(PalimpsestClient client, Search search) {
    try {
      return client.searchTwin(search).join().matches().size();
    } catch (CompletionException refused) {
      if (refused.getCause() instanceof ProblemException problem
          && problem.problem().status() == 404) {
        return 0;
      }
      throw refused;
    }
  }
}
