package io.palimpsest.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.palimpsest.cli.frame.Output;
import io.palimpsest.tenancy.Role;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
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
    double recall = 0;
    for (JsonNode question : drawn.path("questions")) {
      recall += recall(reader, drawn.path("twin").asText(), question);
    }
    int queries = drawn.path("questions").size();
    recall /= queries;
    output.say(
        "%s: %d questions, recall %.3f, compared with %d vectors%s"
            .formatted(
                namespace,
                queries,
                recall,
                drawn.path("compared").asInt(),
                drawn.path("sampled").asBoolean() ? ", a sample" : ""));
    tell(namespace, queries, recall);
    return recall >= 1 || acceptedBy != null;
  }

  /** Whoever scores as the last of the nearest is as good as they. */
  private static double recall(Api reader, String twin, JsonNode question) {
    int wanted = question.path("wanted").asInt();
    JsonNode answer =
        reader.post(
            "/delphi/search",
            Map.of("twin_id", twin, "vector", question.path("vector"), "top_k", wanted));
    Set<String> nearest = new HashSet<>();
    question.path("nearest").forEach(one -> nearest.add(one.path("id").asText()));
    int found = 0;
    for (JsonNode match : answer.path("matches")) {
      found += nearest.contains(match.path("id").asText()) ? 1 : 0;
    }
    return (double) found / wanted;
  }

  private void tell(String namespace, int queries, double recall) {
    Map<String, Object> body = new HashMap<>();
    body.put("plan", plan);
    body.put("namespace", namespace);
    body.put("queries", queries);
    body.put("recall", recall);
    if (acceptedBy != null) {
      body.put("accepted_by", acceptedBy);
    }
    api.post(PATH + "/parity", body);
  }
}
