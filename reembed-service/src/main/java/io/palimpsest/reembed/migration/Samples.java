package io.palimpsest.reembed.migration;

import io.palimpsest.vectorstore.IdPage;
import io.palimpsest.vectorstore.Metric;
import io.palimpsest.vectorstore.NamespaceReader;
import io.palimpsest.vectorstore.StoredVector;
import io.palimpsest.vectorstore.VectorValues;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Questions with the answers that the old side gives, found by comparing with each of its vectors:
 * up to {@link #MOST} of a namespace, beyond that with a sample, and that is said.
 */
final class Samples {
  /** Most vectors of a namespace that are compared with each question. */
  static final int MOST = 50_000;

  private static final int NEAREST = 10;
  private final LegacyIndex legacy;
  private final Metric metric;

  Samples(LegacyIndex legacy, Metric metric) {
    this.legacy = legacy;
    this.metric = metric;
  }

  /**
   * A question.
   *
   * @param vector what is asked
   * @param nearest the nearest of the old side, best first; those that score as the last of them
   *     are all there, for they are ties
   * @param wanted how many of them an answer is to hold
   */
  record Question(List<Float> vector, List<Scored> nearest, int wanted) {}

  /**
   * A neighbour.
   *
   * @param id its id
   * @param score how near it is
   */
  record Scored(String id, double score) {}

  /**
   * Questions of a namespace.
   *
   * @param creator public id of its owner, whose token asks
   * @param twin public id of the twin
   * @param questions the questions
   * @param compared how many vectors each was compared with
   * @param sampled whether there are more
   */
  record Drawn(
      String creator, String twin, List<Question> questions, int compared, boolean sampled) {}

  Drawn draw(MoveState state, int count) {
    List<StoredVector> all = new ArrayList<>();
    boolean sampled = read(state, all);
    List<Question> questions = new ArrayList<>();
    Random random = new Random(state.move().namespace().hashCode());
    for (int at = 0; at < Math.min(count, all.size()); at++) {
      StoredVector asked = all.get(random.nextInt(all.size()));
      questions.add(question(asked.values(), all));
    }
    return new Drawn(state.move().creator(), state.move().twin(), questions, all.size(), sampled);
  }

  private boolean read(MoveState state, List<StoredVector> all) {
    NamespaceReader from = legacy.namespace(state.move().namespace(), "parity " + state.plan());
    IdPage page = new IdPage(List.of(), "");
    do {
      page = LegacyIndex.page(from, page.next());
      if (!page.ids().isEmpty()) {
        all.addAll(from.fetch(page.ids(), LegacyIndex.call()).values());
      }
      if (all.size() >= MOST) {
        return !page.next().isEmpty();
      }
    } while (!page.next().isEmpty());
    return false;
  }

  private Question question(VectorValues asked, List<StoredVector> all) {
    Map<String, Double> scores = new HashMap<>();
    all.forEach(one -> scores.put(one.id(), score(asked, one.values())));
    Comparator<Float> order = metric.nearestFirst();
    List<Scored> sorted =
        scores.entrySet().stream()
            .map(entry -> new Scored(entry.getKey(), entry.getValue()))
            .sorted(Comparator.comparing(one -> (float) one.score(), order))
            .toList();
    int wanted = Math.min(NEAREST, sorted.size());
    float last = (float) sorted.get(wanted - 1).score();
    List<Scored> nearest =
        sorted.stream().filter(one -> order.compare((float) one.score(), last) <= 0).toList();
    List<Float> vector = new ArrayList<>();
    for (int at = 0; at < asked.dimension(); at++) {
      vector.add(asked.get(at));
    }
    return new Question(vector, nearest, wanted);
  }

  private double score(VectorValues one, VectorValues other) {
    double dot = 0;
    double ones = 0;
    double others = 0;
    double distance = 0;
    for (int at = 0; at < one.dimension(); at++) {
      dot += (double) one.get(at) * other.get(at);
      ones += (double) one.get(at) * one.get(at);
      others += (double) other.get(at) * other.get(at);
      double apart = (double) one.get(at) - other.get(at);
      distance += apart * apart;
    }
    return switch (metric) {
      case COSINE -> dot / Math.sqrt(ones * others);
      case DOTPRODUCT -> dot;
      case EUCLIDEAN -> distance;
    };
  }
}
