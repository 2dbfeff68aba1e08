package io.palimpsest.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The product as a drill asks it: registering as an operator, all else as the creator. */
final class DrillApi {
  /** States in which a request is over. */
  static final Set<String> ENDS =
      Set.of("CONFIRMED_LIVE", "PHYSICALLY_EXPIRED", "NOTHING_FOUND", "REJECTED", "CANCELLED");

  private final Api operator;
  private final Api owner;

  DrillApi(Api operator, Api owner) {
    this.operator = operator;
    this.owner = owner;
  }

  boolean isRegistered(String creator) {
    return operator.find("/creators/" + Api.encoded(creator)).isPresent();
  }

  void register(String creator, List<String> twins) {
    String path = "/creators/" + Api.encoded(creator);
    operator.put(path, Map.of("display_name", "drill"));
    twins.forEach(
        twin -> operator.put(path + "/twins/" + twin, Map.of("display_name", "drill " + twin)));
  }

  void submit(String creator, String twin, String source, String text) {
    owner.put(
        "/creators/%s/twins/%s/sources/%s".formatted(Api.encoded(creator), twin, source),
        Map.of("title", source, "media_type", "text/plain", "metadata", Map.of(), "content", text));
  }

  /** Sources that a reader finds; none where the twin is unknown. */
  List<String> search(String twin, String question) {
    List<String> sources = new ArrayList<>();
    owner
        .findBy("/delphi/search", Map.of("twin_id", twin, "query", question, "top_k", 3))
        .ifPresent(
            answer ->
                answer
                    .path("matches")
                    .forEach(match -> sources.add(match.path("source_id").asText())));
    return sources;
  }

  /** Asks that a twin be erased; the request. */
  String eraseTwin(String twin) {
    return owner.delete("/delphi/twin/" + twin).path("request_id").asText();
  }

  /** The same of the creator. */
  String eraseCreator() {
    return owner.delete("/delphi/creator").path("request_id").asText();
  }

  /** How a request stands; empty while its event is on the way. */
  String state(String request) {
    return operator
        .find("/erasures/" + request)
        .map((JsonNode one) -> one.path("state").asText())
        .orElse("");
  }

  /** The certificate as its one file, once a checkpoint covers it. */
  Optional<byte[]> certificate(String request) {
    try {
      return Optional.of(bytes("/erasures/" + request + "/certificate.tlog-proof"));
    } catch (RefusedException notYet) {
      return Optional.empty();
    }
  }

  byte[] policy() {
    return bytes("/log/policy");
  }

  private byte[] bytes(String path) {
    try {
      Path folder = Files.createTempDirectory("drill");
      Path file = folder.resolve("file");
      try {
        operator.download(path, file);
        return Files.readAllBytes(file);
      } finally {
        Files.deleteIfExists(file);
        Files.delete(folder);
      }
    } catch (IOException full) {
      throw new UncheckedIOException(full);
    }
  }
}
