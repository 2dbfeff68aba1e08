package io.palimpsest.reembed.find;

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
  void no_more_is_remembered_than_was_said() {
    for (int query = 0; query < 1_000; query++) {
      queries.embed("q" + query, NOW);
    }
    embedded.clear();

    for (int query = 0; query < 1_000; query++) {
      queries.embed("q" + query, NOW);
    }

    assertThat(embedded).hasSizeGreaterThan(900);
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
