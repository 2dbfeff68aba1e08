package io.palimpsest.reembed.migration;

import io.palimpsest.fencing.Deadline;
import io.palimpsest.fencing.Ticker;
import io.palimpsest.reembed.find.QueryEmbedder;
import io.palimpsest.vectorstore.IdPage;
import io.palimpsest.vectorstore.Metric;
import io.palimpsest.vectorstore.NamespaceReader;
import io.palimpsest.vectorstore.StoredVector;
import io.palimpsest.vectorstore.VectorValues;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Questions with the answers that the old side gives, found by comparing with each of its vectors:
 * up to {@link #MOST} of a namespace, beyond that with a sample, and that is said. Where a vector
 * has a text, and the model answers, the words are a question, too; they themselves are not told:
 * who may read them finds them in the answer.
 */
final class Samples {
  /** Most vectors of a namespace that are compared with each question. */
  static final int MOST = 50_000;

  private static final int NEAREST = 10;
  private static final Logger LOG = LoggerFactory.getLogger(Samples.class);

  /** Longest wait for the model; when it was for nothing, no more of a namespace is asked. */
  private static final Duration ASKING = Duration.ofSeconds(5);

  /** Longest text that can be asked for. */
  private static final int MOST_CHARACTERS = 8_192;

  private final LegacyIndex legacy;
  private final Metric metric;
  private final QueryEmbedder embedder;

  /**
   * @param embedder embeds words with the model of the vectors
   */
  Samples(LegacyIndex legacy, Metric metric, QueryEmbedder embedder) {
    this.legacy = legacy;
    this.metric = metric;
    this.embedder = embedder;
  }

  /**
   * A question.
   *
   * @param id id of the vector that is asked for
   * @param vector what is asked
   * @param nearest the nearest of the old side, best first; those that score as the last of them
   *     are all there, for they are ties
   * @param wanted how many of them an answer is to hold
   * @param words the same, when the vector's text is asked for
   */
  record Question(
      String id, List<Float> vector, List<Scored> nearest, int wanted, Optional<Words> words) {}

  /**
   * The answer to a text.
   *
   * @param nearest the nearest of the old side, as above
   * @param wanted how many of them an answer is to hold
   */
  record Words(List<Scored> nearest, int wanted) {}

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
    boolean answers = true;
    for (int at = 0; at < Math.min(count, all.size()); at++) {
      StoredVector asked = all.get(random.nextInt(all.size()));
      Optional<String> text = answers ? text(asked) : Optional.empty();
      Optional<VectorValues> words = text.flatMap(this::embedded);
      answers &= text.isPresent() == words.isPresent();
      questions.add(question(asked, words, all));
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

  private Question question(
      StoredVector asked, Optional<VectorValues> words, List<StoredVector> all) {
    List<Float> vector = new ArrayList<>();
    for (int at = 0; at < asked.values().dimension(); at++) {
      vector.add(asked.values().get(at));
    }
    return new Question(
        asked.id(),
        vector,
        nearest(asked.values(), all),
        wanted(all),
        words.map(meant -> new Words(nearest(meant, all), wanted(all))));
  }

  private static Optional<String> text(StoredVector asked) {
    return LegacyMetadata.shown(asked.metadata())
        .map(String::strip)
        .filter(text -> text.length() <= MOST_CHARACTERS)
        .filter(text -> text.codePoints().anyMatch(Character::isLetterOrDigit));
  }

  private Optional<VectorValues> embedded(String text) {
    try {
      return Optional.of(embedder.embed(text, Deadline.after(Ticker.system(), ASKING)));
    } catch (RuntimeException e) {
      LOG.warn("the model does not answer, words are not asked", e);
      return Optional.empty();
    }
  }

  private static int wanted(List<StoredVector> all) {
    return Math.min(NEAREST, all.size());
  }

  private List<Scored> nearest(VectorValues asked, List<StoredVector> all) {
    Comparator<Float> order = metric.nearestFirst();
    List<Scored> sorted =
        all.stream()
            .map(one -> new Scored(one.id(), score(asked, one.values())))
            .sorted(Comparator.comparing(one -> (float) one.score(), order))
            .toList();
    float last = (float) sorted.get(wanted(all) - 1).score();
    return sorted.stream().filter(one -> order.compare((float) one.score(), last) <= 0).toList();
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
