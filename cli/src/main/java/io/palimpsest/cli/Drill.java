package io.palimpsest.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.palimpsest.audit.log.Policy;
import io.palimpsest.audit.note.MalformedNoteException;
import io.palimpsest.audit.verify.Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Deletes a synthetic creator, one twin first and then the rest, and looks at each step whether
 * readers and the log see what they should. Makes what it deletes, and touches nothing else.
 */
final class Drill {
  static final String LEAVING = "leaving";
  static final String STAYING = "staying";
  private static final int QUESTIONS = 20;
  private static final Duration FOUND_WITHIN = Duration.ofMinutes(2);
  private static final Duration ERASED_WITHIN = Duration.ofMinutes(10);
  private static final Duration PROVEN_WITHIN = Duration.ofMinutes(2);
  private static final Duration LOOK = Duration.ofMillis(200);
  private static final List<String> TEXTS =
      List.of(
          "The lighthouse keeper counted forty ships before the fog came in.",
          "Sourdough wants a warm kitchen and a night of patience.",
          "A violin string breaks most often in the last bar.");

  private final DrillApi api;
  private final String creator;
  private final Duration slowAbove;
  private final List<Result> results = new ArrayList<>();

  /** How a test ended. */
  enum Verdict {
    PASS,
    SLOW,
    FAIL
  }

  /**
   * A test at its end.
   *
   * @param test its name
   * @param verdict how it ended
   * @param took how long it took; of questions the 95th percentile
   * @param detail what was seen
   */
  record Result(String test, Verdict verdict, Duration took, String detail) {}

  /**
   * @param api asks the product as an operator and as the creator
   * @param creator the synthetic creator, whom nobody has registered
   * @param slowAbove slower answers and erasures a hundred times slower are called slow
   */
  Drill(DrillApi api, String creator, Duration slowAbove) {
    this.api = api;
    this.creator = creator;
    this.slowAbove = slowAbove;
  }

  /** Looks that nobody has the name; writes nothing. */
  void refuseRegistered() {
    if (api.isRegistered(creator)) {
      throw new RefusedException(creator + " is registered: a drill makes its own creator");
    }
  }

  /** All four tests; what was made is erased whatever they say. */
  List<Result> run() throws InterruptedException {
    Optional<String> erased = Optional.empty();
    try {
      make();
      queries();
      twinDeletion();
      erased = creatorDeletion();
      compliance(erased.orElse(""));
    } finally {
      if (erased.isEmpty()) {
        tidy();
      }
    }
    return results;
  }

  /** Where nothing was made there is nothing to erase. */
  private void tidy() {
    if (api.isRegistered(creator)) {
      api.eraseCreator();
    }
  }

  private void make() throws InterruptedException {
    api.register(creator, List.of(LEAVING, STAYING));
    for (String twin : List.of(LEAVING, STAYING)) {
      for (int at = 0; at < TEXTS.size(); at++) {
        api.submit(creator, twin, "drill-" + at, twin + ". " + TEXTS.get(at));
      }
    }
    for (String twin : List.of(LEAVING, STAYING)) {
      long until = System.nanoTime() + FOUND_WITHIN.toNanos();
      while (found(twin) < TEXTS.size()) {
        if (System.nanoTime() > until) {
          throw new RefusedException("what the drill submitted is not found in time");
        }
        Thread.sleep(LOOK);
      }
    }
  }

  /** How many of the texts are found by themselves; nothing where the twin is unknown. */
  private int found(String twin) {
    int found = 0;
    for (int at = 0; at < TEXTS.size(); at++) {
      found += api.search(twin, TEXTS.get(at)).contains("drill-" + at) ? 1 : 0;
    }
    return found;
  }

  private void queries() {
    long[] nanos = new long[QUESTIONS];
    int wrong = 0;
    for (int at = 0; at < QUESTIONS; at++) {
      int text = at % TEXTS.size();
      long begin = System.nanoTime();
      List<String> sources = api.search(at % 2 == 0 ? LEAVING : STAYING, TEXTS.get(text));
      nanos[at] = System.nanoTime() - begin;
      wrong += sources.contains("drill-" + text) ? 0 : 1;
    }
    Arrays.sort(nanos);
    Duration slowest = Duration.ofNanos(nanos[QUESTIONS * 95 / 100 - 1]);
    String detail = "%d questions, %d without their answer".formatted(QUESTIONS, wrong);
    note("Query Performance", wrong == 0, slowAbove, slowest, detail);
  }

  private void twinDeletion() throws InterruptedException {
    long begin = System.nanoTime();
    boolean confirmed = follow(api.eraseTwin(LEAVING));
    Duration took = since(begin);
    int gone = found(LEAVING);
    int kept = found(STAYING);
    note(
        "Twin Deletion",
        confirmed && gone == 0 && kept == TEXTS.size(),
        slowAbove.multipliedBy(100),
        took,
        "%d found of the twin, %d of its neighbour".formatted(gone, kept));
  }

  /** The request, where it was confirmed. */
  private Optional<String> creatorDeletion() throws InterruptedException {
    long begin = System.nanoTime();
    String request = api.eraseCreator();
    boolean confirmed = follow(request);
    Duration took = since(begin);
    int gone = found(LEAVING) + found(STAYING);
    boolean known = api.isRegistered(creator);
    note(
        "Creator Deletion",
        confirmed && gone == 0 && !known,
        slowAbove.multipliedBy(100),
        took,
        "%d found, creator %s".formatted(gone, known ? "still known" : "unknown"));
    return confirmed ? Optional.of(request) : Optional.empty();
  }

  /** The confirmation can be checked offline, by whoever has the file and the log's policy. */
  private void compliance(String request) throws InterruptedException {
    long begin = System.nanoTime();
    String detail = "the deletion was not confirmed";
    boolean proven = false;
    if (!request.isEmpty()) {
      Optional<byte[]> certificate = api.certificate(request);
      while (certificate.isEmpty() && since(begin).compareTo(PROVEN_WITHIN) < 0) {
        Thread.sleep(LOOK);
        certificate = api.certificate(request);
      }
      proven = certificate.isPresent() && confirms(certificate.get());
      detail = certificate.isEmpty() ? "no certificate in time" : "certificate, verified offline";
      detail = proven || certificate.isEmpty() ? detail : "the certificate confirms nothing";
    }
    note("GDPR Compliance", proven, PROVEN_WITHIN, since(begin), detail);
  }

  private boolean confirms(byte[] certificate) {
    try {
      return Certificate.verified(certificate, Policy.parse(api.policy())).confirmsErasure();
    } catch (MalformedNoteException broken) {
      return false;
    }
  }

  private boolean follow(String request) throws InterruptedException {
    long begin = System.nanoTime();
    String state = api.state(request);
    while (!DrillApi.ENDS.contains(state) && since(begin).compareTo(ERASED_WITHIN) < 0) {
      Thread.sleep(LOOK);
      state = api.state(request);
    }
    return state.equals("CONFIRMED_LIVE") || state.equals("PHYSICALLY_EXPIRED");
  }

  private void note(String test, boolean passed, Duration bound, Duration took, String detail) {
    Verdict inTime = took.compareTo(bound) > 0 ? Verdict.SLOW : Verdict.PASS;
    results.add(new Result(test, passed ? inTime : Verdict.FAIL, took, detail));
  }

  private static Duration since(long begin) {
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  /** The results by the names that the migration's log has for them. */
  static Map<String, String> byName(List<Result> results) {
    Map<String, String> named = new LinkedHashMap<>();
    results.forEach(
        one ->
            named.put(one.test().toLowerCase(Locale.ROOT).replace(' ', '_'), one.verdict().name()));
    return named;
  }

  /** The results as data. */
  static JsonNode shown(List<Result> results) {
    ArrayNode shown = Api.JSON.createArrayNode();
    results.forEach(
        one ->
            shown
                .addObject()
                .put("test", one.test())
                .put("result", one.verdict().name())
                .put("took_ms", one.took().toMillis())
                .put("detail", one.detail()));
    return shown;
  }
}
