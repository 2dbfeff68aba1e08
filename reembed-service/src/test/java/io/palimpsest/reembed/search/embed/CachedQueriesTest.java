package io.palimpsest.reembed.search.embed;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.fencing.Deadline;
import io.palimpsest.fencing.Ticker;
import io.palimpsest.vectorstore.VectorValues;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CachedQueriesTest {
  private static final Deadline NOW = Deadline.after(Ticker.system(), Duration.ZERO);
  private final List<String> embedded = new ArrayList<>();
  private final CachedQueries queries = new CachedQueries(new Counting(), 2);

  @Test
  void a_query_that_repeats_is_embedded_once() {
    VectorValues first = queries.embed("a", NOW);

    assertThat(queries.embed("a", NOW)).isEqualTo(first);
    assertThat(embedded).containsExactly("a");
  }

  @Test
  void the_query_asked_longest_ago_is_forgotten_first() {
    queries.embed("a", NOW);
    queries.embed("b", NOW);
    queries.embed("a", NOW);
    queries.embed("c", NOW);

    queries.embed("a", NOW);
    queries.embed("b", NOW);

    assertThat(embedded).containsExactly("a", "b", "c", "b");
  }

  private final class Counting implements QueryEmbedder {
    @Override
    public String model() {
      return "model";
    }

    @Override
    public int dimension() {
      return 1;
    }

    @Override
    public VectorValues embed(String query, Deadline deadline) {
      embedded.add(query);
      return VectorValues.of(query.charAt(0));
    }
  }
}
