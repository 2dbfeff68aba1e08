package io.palimpsest.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.palimpsest.cli.frame.Output;
import io.palimpsest.tenancy.Role;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * Asks what the old side is known to answer through the product's search, as each creator would:
 * with a token of that creator. At least one question a namespace, and fifty in all.
 */
final class NamespacesParity {
  private static final int AT_LEAST = 50;
  private static final String PATH = "/namespaces";
  private final Connection connection;
  private final Api api;
  private final String plan;
  private final @Nullable String acceptedBy;

  /**
   * @param acceptedBy who answers for a recall below 1, if anybody does
   */
  NamespacesParity(Connection connection, Api api, String plan, @Nullable String acceptedBy) {
    this.connection = connection;
    this.api = api;
    this.plan = plan;
    this.acceptedBy = acceptedBy;
  }

  /** Asks, tells the service what was found; whether each namespace is answered as before. */
  boolean ask(Output output) {
    JsonNode lines = api.get(PATH).path("namespaces");
    int count = Math.max(1, (AT_LEAST + lines.size() - 1) / Math.max(1, lines.size()));
    boolean same = true;
    for (JsonNode line : lines) {
      same &= ask(line.path("namespace").asText(), count, output);
    }
    return same;
  }

  private boolean ask(String namespace, int count, Output output) {
    JsonNode drawn =
        api.get(PATH + "/samples?count=" + count + "&namespace=" + Api.encoded(namespace));
    if (drawn.path("questions").isEmpty()) {
      return true;
    }
    TenantOptions owner =
        TenantOptions.of(drawn.path("creator").asText(), drawn.path("twin").asText());
    Api reader = connection.apiOf(owner, Role.READER);
    Agreement agreement = new Agreement();
    int byText = 0;
    for (JsonNode question : drawn.path("questions")) {
      byText += ask(reader, drawn.path("twin").asText(), question, agreement);
    }
    output.say(
        String.format(
            Locale.ROOT,
            "%s: %d questions (%d by text), recall %.3f (median %.3f, P5 %.3f), rank correlation"
                + " %s, compared with %d vectors%s",
            namespace,
            agreement.questions(),
            byText,
            agreement.mean(),
            agreement.median(),
            agreement.p5(),
            said(agreement.rankCorrelation()),
            drawn.path("compared").asInt(),
            drawn.path("sampled").asBoolean() ? ", a sample" : ""));
    tell(namespace, agreement);
    return agreement.mean() >= 1 || acceptedBy != null;
  }

  private static String said(OptionalDouble correlation) {
    return correlation.isPresent()
        ? String.format(Locale.ROOT, "%.3f", correlation.getAsDouble())
        : "none (ties)";
  }

  /** By its vector, and by the words that the answer shows of it, where the model was asked too. */
  private static int ask(Api reader, String twin, JsonNode question, Agreement agreement) {
    JsonNode matches =
        search(reader, twin, "vector", question.path("vector"), question.path("wanted").asInt());
    agreement.add(
        scores(question.path("nearest")), question.path("wanted").asInt(), scores(matches));
    JsonNode words = question.path("words");
    Optional<String> text = text(matches, question.path("id").asText());
    if (!words.isObject() || text.isEmpty()) {
      return 0;
    }
    int wanted = words.path("wanted").asInt();
    agreement.add(
        scores(words.path("nearest")),
        wanted,
        scores(search(reader, twin, "query", text.get(), wanted)));
    return 1;
  }

  private static JsonNode search(Api reader, String twin, String by, Object value, int wanted) {
    return reader
        .post(
            "/delphi/search", Map.of("twin_id", twin, by, value, "top_k", wanted, "rerank", false))
        .path("matches");
  }

  private static Optional<String> text(JsonNode matches, String id) {
    for (JsonNode match : matches) {
      if (match.path("id").asText().equals(id) && match.path("text").isTextual()) {
        return Optional.of(match.path("text").asText().strip());
      }
    }
    return Optional.empty();
  }

  private static Map<String, Double> scores(JsonNode answers) {
    Map<String, Double> scores = new LinkedHashMap<>();
    answers.forEach(one -> scores.put(one.path("id").asText(), one.path("score").asDouble()));
    return scores;
  }

  private void tell(String namespace, Agreement agreement) {
    Map<String, Object> body = new HashMap<>();
    body.put("plan", plan);
    body.put("namespace", namespace);
    body.put("queries", agreement.questions());
    body.put("recall", agreement.mean());
    body.put("median", agreement.median());
    body.put("p5", agreement.p5());
    agreement.rankCorrelation().ifPresent(one -> body.put("rank_correlation", one));
    if (acceptedBy != null) {
      body.put("accepted_by", acceptedBy);
    }
    api.post(PATH + "/parity", body);
  }
}
