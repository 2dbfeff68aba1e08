package io.palimpsest.reembed.index;

import io.palimpsest.reembed.change.Lane;
import io.palimpsest.reembed.embed.EmbedStage;
import io.palimpsest.reembed.embed.EmbeddingException;
import io.palimpsest.reembed.embed.Passage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Embeds what plans need, all together. When the model rejects a call, its tasks are asked in
 * halves until the bad one is alone: that one is parked, its neighbours go on. When the model fails
 * a harmless sentence too, nobody is parked: the model is down.
 */
final class Embedding {
  private static final Duration WHILE_DOWN = Duration.ofSeconds(1);

  /** Somebody has to act first: asking often would only cost. */
  private static final Duration WHILE_REFUSED = Duration.ofSeconds(10);

  private final EmbedStage stage;
  private final Values values;

  Embedding(EmbedStage stage, Values values) {
    this.stage = stage;
    this.values = values;
  }

  private record Need(
      Planned<Plan.Replace> planned, Map<String, float[]> known, List<Piece> model) {
    List<Passage> passages() {
      return model.stream().map(piece -> passage(planned, piece)).toList();
    }
  }

  /**
   * @param outcomes gets those that end here
   * @return those that may be written
   */
  List<Embedded> embed(List<Planned<Plan.Replace>> plans, Map<Task, Outcome> outcomes)
      throws InterruptedException {
    Run run = new Run(outcomes);
    run.embedAll(plans.stream().map(this::need).toList());
    return run.embedded;
  }

  private Need need(Planned<Plan.Replace> planned) {
    Map<String, float[]> known = values.of(planned);
    List<Piece> model = new ArrayList<>(planned.plan().embed());
    planned.plan().rewrite().stream()
        .filter(piece -> !known.containsKey(piece.id()))
        .forEach(model::add);
    return new Need(planned, known, model);
  }

  /** One batch on its way through the model. */
  private final class Run {
    private final List<Embedded> embedded = new ArrayList<>();
    private final Map<Task, Outcome> outcomes;
    private boolean proven;

    Run(Map<Task, Outcome> outcomes) {
      this.outcomes = outcomes;
    }

    void embedAll(List<Need> needs) throws InterruptedException {
      if (needs.isEmpty()) {
        return;
      }
      try {
        embedded.addAll(call(needs));
      } catch (EmbeddingException.Unavailable | EmbeddingException.Refused e) {
        end(needs, later(e));
      } catch (EmbeddingException.Rejected | EmbeddingException.BadAnswer e) {
        if (needs.size() == 1) {
          alone(needs.getFirst());
          return;
        }
        embedAll(needs.subList(0, needs.size() / 2));
        embedAll(needs.subList(needs.size() / 2, needs.size()));
      }
    }

    /** It is at fault itself only if the model works for others and fails it a second time. */
    private void alone(Need need) throws InterruptedException {
      try {
        if (!proven) {
          stage.prove(lane(List.of(need)), need.passages().getFirst());
          proven = true;
        }
      } catch (EmbeddingException e) {
        end(List.of(need), later(e));
        return;
      }
      try {
        embedded.addAll(call(List.of(need)));
      } catch (EmbeddingException.Unavailable | EmbeddingException.Refused e) {
        end(List.of(need), later(e));
      } catch (EmbeddingException.Rejected | EmbeddingException.BadAnswer e) {
        end(List.of(need), new Outcome.Parked(e.reason()));
      }
    }

    private void end(List<Need> needs, Outcome outcome) {
      needs.forEach(need -> outcomes.put(need.planned().task(), outcome));
    }
  }

  private static Outcome later(EmbeddingException failure) {
    Duration pause =
        switch (failure) {
          case EmbeddingException.Unavailable e -> e.retryAfter().orElse(WHILE_DOWN);
          case EmbeddingException.Refused e -> WHILE_REFUSED;
          case EmbeddingException.Rejected e -> WHILE_DOWN;
          case EmbeddingException.BadAnswer e -> WHILE_DOWN;
        };
    return new Outcome.Later(failure.reason(), pause);
  }

  private List<Embedded> call(List<Need> needs) throws InterruptedException {
    List<Passage> passages = needs.stream().flatMap(need -> need.passages().stream()).toList();
    List<float[]> vectors = passages.isEmpty() ? List.of() : stage.embed(lane(needs), passages);
    List<Embedded> embedded = new ArrayList<>();
    int at = 0;
    for (Need need : needs) {
      Map<String, float[]> all = new HashMap<>(need.known());
      for (Piece piece : need.model()) {
        all.put(piece.id(), vectors.get(at++));
      }
      embedded.add(new Embedded(need.planned(), all, need.passages()));
    }
    return embedded;
  }

  private static Passage passage(Planned<Plan.Replace> planned, Piece piece) {
    return new Passage(
        planned.task().change().entity(), piece.text(), piece.hash(), piece.tokens());
  }

  private static Lane lane(List<Need> needs) {
    return needs.stream()
        .map(need -> need.planned().task().lane())
        .min(Comparator.naturalOrder())
        .orElse(Lane.LIVE);
  }
}
