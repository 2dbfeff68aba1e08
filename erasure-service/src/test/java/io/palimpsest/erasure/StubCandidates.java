package io.palimpsest.erasure;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import io.palimpsest.erasure.model.Scope;
import io.palimpsest.erasure.plan.ResolvedScope;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Who is found by a name or by the hash of a reference, as the registry answers. */
final class StubCandidates {
  private StubCandidates() {}

  /** Every creator whose id contains the text: two may be called alike. */
  static void named(HttpExchange exchange, Collection<ResolvedScope> scopes) throws IOException {
    String text = StubHttp.query(exchange).get("q").getFirst();
    StubHttp.answer(
        exchange,
        200,
        scopes.stream()
            .map(scope -> scope.path())
            .filter(path -> path.size() == 1 && path.getFirst().id().contains(text))
            .map(
                path ->
                    Map.of(
                        "type", "CREATOR",
                        "ids", List.of(path.getFirst().id()),
                        "uid", path.getFirst().uid(),
                        "name", "Ada",
                        "matched", "name"))
            .toList());
  }

  /** Everybody is registered under what the id of the creator hashes to. */
  static void hashed(HttpExchange exchange, Collection<ResolvedScope> scopes) throws IOException {
    JsonNode question = StubHttp.MAPPER.readTree(exchange.getRequestBody());
    if (!question.path("hash").asText().matches("[0-9a-f]{64}")) {
      StubHttp.answer(exchange, 400, Map.of("code", "request.invalid", "status", 400));
      return;
    }
    StubHttp.answer(
        exchange,
        200,
        scopes.stream()
            .map(scope -> scope.path())
            .filter(path -> hash(path.getFirst().id()).equals(question.path("hash").asText()))
            .filter(path -> path.size() <= 2)
            .map(
                path ->
                    Map.of(
                        "type", path.getLast().type(),
                        "ids", path.stream().map(Scope::id).toList(),
                        "uid", path.getLast().uid(),
                        "matched", "hashed_reference"))
            .toList());
  }

  static String hash(String reference) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(reference.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
