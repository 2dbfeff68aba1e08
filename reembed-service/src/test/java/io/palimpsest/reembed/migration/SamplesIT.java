package io.palimpsest.reembed.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.fencing.Deadline;
import io.palimpsest.reembed.find.QueryEmbedder;
import io.palimpsest.vectorstore.Metric;
import io.palimpsest.vectorstore.StoredVector;
import io.palimpsest.vectorstore.VectorValues;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Questions are asked by vectors, and by texts where there are any. */
class SamplesIT {
  private static final int VECTORS = 30;
  private CopyGround ground;
  private Map<String, StoredVector> old;

  @BeforeEach
  void start() throws Exception {
    ground = new CopyGround(1, VECTORS);
    old = ground.old(0);
  }

  @AfterEach
  void stop() {
    ground.parts.close();
  }

  /** Here a text means another vector than its own: the answers are told apart. */
  @Test
  void whoAsksByTextFindsWhatIsNearestToTheTextsVector() {
    Map<String, VectorValues> meant = new HashMap<>();
    old.forEach(
        (id, vector) ->
            meant.put(vector.metadata().text("text").orElseThrow(), old.get("v029").values()));

    Samples.Drawn drawn = drawn(new Words(meant));

    assertThat(drawn.questions()).hasSize(5);
    assertThat(drawn.questions())
        .allSatisfy(
            question -> {
              assertThat(question.nearest().getFirst().id()).isEqualTo(question.id());
              assertThat(question.wanted()).isEqualTo(10);
              Samples.Words words = question.words().orElseThrow();
              assertThat(words.nearest().getFirst().id()).isEqualTo("v029");
              assertThat(words.nearest()).hasSize(10);
              assertThat(words.wanted()).isEqualTo(10);
            });
  }

  @Test
  void whereTheModelDoesNotAnswerVectorsAloneAreAskedFor() {
    Samples.Drawn drawn = drawn(new Words(Map.of()));
    assertThat(drawn.questions()).hasSize(5).allMatch(question -> question.words().isEmpty());
  }

  private Samples.Drawn drawn(QueryEmbedder embedder) {
    MoveState state = ground.parts.moves.of("p").getFirst();
    return new Samples(ground.parts.legacy, Metric.COSINE, embedder).draw(state, 5);
  }

  /** Knows some texts and fails for all others. */
  private record Words(Map<String, VectorValues> known) implements QueryEmbedder {
    @Override
    public String model() {
      return CopyParts.MODEL;
    }

    @Override
    public int dimension() {
      return CopyGround.DIMENSION;
    }

    @Override
    public VectorValues embed(String query, Deadline deadline) {
      VectorValues vector = known.get(query);
      if (vector == null) {
        throw new IllegalStateException("no answer");
      }
      return vector;
    }
  }
}
