package io.palimpsest.system;

import com.fasterxml.jackson.databind.JsonNode;
import io.palimpsest.local.stack.RunningStack;
import io.palimpsest.tenancy.CreatorId;
import io.palimpsest.tenancy.Namespace;
import io.palimpsest.tenancy.TwinId;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The vector store itself, past all services. */
final class Vectors {
  /** Of the local stack's index. */
  private static final int DIMENSION = 384;

  private final Http http;
  private final String key;

  Vectors(RunningStack stack) {
    this.http = new Http(URI.create("http://" + stack.vectorsHost()), "Api-Key");
    this.key = stack.secrets().vectorsAdminKey();
  }

  static String namespace(String creator, String twin) {
    return new Namespace.Twin(new CreatorId(creator), new TwinId(twin)).name();
  }

  /** All vector ids of a namespace; empty for one that does not exist. */
  Set<String> ids(String namespace) throws Exception {
    Set<String> ids = new TreeSet<>();
    String next = "";
    do {
      Reply page = http.get("/vectors/list?limit=100&namespace=" + encoded(namespace) + next, key);
      if (page.status() == 404) {
        return ids;
      }
      if (page.status() != 200) {
        throw new IllegalStateException("the store answers " + page);
      }
      page.body().path("vectors").forEach(vector -> ids.add(vector.path("id").asText()));
      JsonNode token = page.body().path("pagination").path("next");
      next = token.asText().isEmpty() ? "" : "&paginationToken=" + encoded(token.asText());
    } while (!next.isEmpty());
    return ids;
  }

  /** Vectors of a namespace that name a uid as their owner's, at the most 100. */
  long owned(String namespace, String uidKey, String uid) throws Exception {
    Reply found =
        http.send(
            "POST",
            "/vectors/fetch_by_metadata",
            key,
            Map.of(
                "namespace",
                namespace,
                "filter",
                Map.of(uidKey, Map.of("$eq", uid)),
                "limit",
                100));
    return found.status() == 404 ? 0 : found.body().path("vectors").size();
  }

  /** Writes a vector as a client would that has the key. */
  void write(String namespace, String id, Map<String, String> metadata) throws Exception {
    float[] values = new float[DIMENSION];
    values[0] = 1;
    Map<String, Object> vector = Map.of("id", id, "values", values, "metadata", metadata);
    Reply written =
        http.send(
            "POST",
            "/vectors/upsert",
            key,
            Map.of("namespace", namespace, "vectors", List.of(vector)));
    if (written.status() != 200) {
      throw new IllegalStateException("the store answers " + written);
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
