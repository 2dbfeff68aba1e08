package io.palimpsest.reembed.embed;

import io.palimpsest.fencing.Deadline;
import io.palimpsest.fencing.Ticker;
import io.palimpsest.reembed.change.Lane;
import io.palimpsest.reembed.text.Digests;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Embeds any number of passages in short calls, each after waiting its turn: however much one
 * tenant brings, another waits for a call or two. Thread-safe.
 */
public final class EmbedStage {
  private static final String HARMLESS = "The tide comes in twice a day.";
  private static final int HARMLESS_TOKENS = 10;
  private final Embedder embedder;
  private final FairGate gate;
  private final Duration patience;
  private final Turnstile turnstile;

  private EmbedStage(Embedder embedder, CallRules rules, int texts) {
    this.embedder = embedder;
    this.gate = new FairGate(rules.parallel());
    this.patience = rules.patience();
    this.turnstile = new Turnstile(rules.longest(), rules.least(), rules.most(), texts);
  }

  /**
   * A stage over a model that takes so many texts in one call at most.
   *
   * @param embedder the model with all its layers
   * @param rules bounds of calls
   * @param texts most texts of a call
   */
  public static EmbedStage over(Embedder embedder, CallRules rules, int texts) {
    return new EmbedStage(embedder, rules, texts);
  }

  /**
   * Bounds of calls to a model.
   *
   * @param parallel calls at once
   * @param longest time that a call should take at most
   * @param patience time from the turn of a call to its deadline, which nothing renews
   * @param least tokens that a call may always have
   * @param most tokens that a call never exceeds
   */
  public record CallRules(int parallel, Duration longest, Duration patience, int least, int most) {}

  /** The model. */
  public ModelInfo model() {
    return embedder.model();
  }

  /** About as many tokens as one call takes. */
  public int tokensPerCall() {
    return turnstile.budget();
  }

  /**
   * One vector for each passage, in order.
   *
   * @throws EmbeddingException from the first call that fails; calls before it are in the cache
   */
  public List<float[]> embed(Lane lane, List<Passage> passages) throws InterruptedException {
    List<float[]> vectors = new ArrayList<>(passages.size());
    for (List<Passage> call : turnstile.calls(passages)) {
      vectors.addAll(embedder.embed(call, (model, asked) -> inTurn(lane, model, asked)));
    }
    return vectors;
  }

  /**
   * Asks the model for a sentence that none can object to, past all that remembers answers: when
   * that works, the model works, and what it objected to before is at fault itself.
   *
   * @param passage on whose behalf
   * @throws EmbeddingException when the model does not work
   */
  public void prove(Lane lane, Passage passage) throws InterruptedException {
    Passage plain =
        new Passage(passage.entity(), HARMLESS, Digests.sha256(HARMLESS), HARMLESS_TOKENS);
    try (FairGate.Pass pass = gate.enter(lane, plain.tenant())) {
      embedder.unremembered().embed(List.of(plain), deadline());
    }
  }

  private List<float[]> inTurn(Lane lane, Embedder model, List<Passage> call)
      throws InterruptedException {
    try (FairGate.Pass pass = gate.enter(lane, call.getFirst().tenant())) {
      return timed(model, call);
    }
  }

  private List<float[]> timed(Embedder model, List<Passage> call) {
    long start = System.nanoTime();
    List<float[]> vectors = model.embed(call, deadline());
    turnstile.took(call.stream().mapToInt(Passage::tokens).sum(), System.nanoTime() - start);
    return vectors;
  }

  private Deadline deadline() {
    return Deadline.after(Ticker.system(), patience);
  }
}
