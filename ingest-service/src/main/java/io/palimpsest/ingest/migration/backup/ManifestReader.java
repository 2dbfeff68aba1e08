package io.palimpsest.ingest.migration.backup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Reads manifests that anybody may have written; takes nothing for granted. */
final class ManifestReader {
  /** Far above what a manifest of a hundred thousand namespaces has. */
  static final int LONGEST = 64 * 1024 * 1024;

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();
  private static final Pattern MD5 = Pattern.compile("[0-9a-f]{32}");
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  private ManifestReader() {}

  static Manifest read(byte[] bytes) {
    JsonNode root = tree(bytes);
    if (!Manifest.FORMAT.equals(root.path("format").textValue())) {
      throw refused("format", "is " + Manifest.FORMAT);
    }
    SortedMap<String, Manifest.Entry> files = new TreeMap<>();
    JsonNode listed = root.path("files");
    if (!listed.isObject()) {
      throw refused("files", "is an object");
    }
    for (Map.Entry<String, JsonNode> file : listed.properties()) {
      files.put(named(file.getKey()), entry(file.getKey(), file.getValue()));
    }
    return new Manifest(
        Manifest.FORMAT,
        instant("created_at", root.path("created_at")),
        root.has("expires_at")
            ? Optional.of(instant("expires_at", root.path("expires_at")))
            : Optional.empty(),
        files,
        notSaved(root.path("not_saved")));
  }

  private static JsonNode tree(byte[] bytes) {
    try {
      JsonNode root = JSON.readTree(bytes);
      if (root.isObject()) {
        return root;
      }
    } catch (JsonProcessingException broken) {
      throw new RefusedBackupException(Manifest.FILE, "is one JSON object without repeated keys");
    } catch (java.io.IOException impossible) {
      throw new IllegalStateException(impossible);
    }
    throw new RefusedBackupException(Manifest.FILE, "is one JSON object without repeated keys");
  }

  private static String named(String file) {
    if (FileNames.collection(file).isEmpty() && FileNames.place(file).isEmpty()) {
      throw refused(
          "files",
          "names are NAME.json or vectors_NAME.jsonl, and never a path: a name is neither");
    }
    return file;
  }

  private static Manifest.Entry entry(String file, JsonNode node) {
    Optional<String> namespace = text(file, node, "namespace");
    Manifest.Entry entry =
        new Manifest.Entry(
            count(file, node, "records"),
            count(file, node, "bytes"),
            digest(file, node, "md5", MD5),
            digest(file, node, "sha256", SHA256),
            namespace,
            dimension(file, node),
            text(file, node, "metric"));
    FileNames.place(file)
        .ifPresent(
            place -> {
              if (namespace.isPresent() && !namespace.get().equals(place.namespace())) {
                throw refused(file, "namespace: is the one that the file is named by");
              }
            });
    return entry;
  }

  private static long count(String file, JsonNode node, String field) {
    JsonNode number = node.path(field);
    if (!number.isIntegralNumber() || !number.canConvertToLong() || number.longValue() < 0) {
      throw refused(file, field + ": is a whole number, not negative");
    }
    return number.longValue();
  }

  private static String digest(String file, JsonNode node, String field, Pattern form) {
    String hex = node.path(field).asText("");
    if (!form.matcher(hex).matches()) {
      throw refused(file, field + ": is lower-case hex of the right length");
    }
    return hex;
  }

  private static Optional<Integer> dimension(String file, JsonNode node) {
    if (!node.has("dimension")) {
      return Optional.empty();
    }
    JsonNode number = node.path("dimension");
    if (!number.isInt() || number.intValue() < 0 || number.intValue() > 20_000) {
      throw refused(file, "dimension: is a whole number from 0 to 20000");
    }
    return Optional.of(number.intValue());
  }

  private static Optional<String> text(String file, JsonNode node, String field) {
    if (!node.has(field)) {
      return Optional.empty();
    }
    if (!node.path(field).isTextual()) {
      throw refused(file, field + ": is a text");
    }
    return Optional.of(node.path(field).textValue());
  }

  private static List<String> notSaved(JsonNode node) {
    List<String> texts = new ArrayList<>();
    if (!node.isMissingNode() && !node.isArray()) {
      throw refused("not_saved", "is a list of texts");
    }
    for (JsonNode text : node) {
      if (!text.isTextual()) {
        throw refused("not_saved", "is a list of texts");
      }
      texts.add(text.textValue());
    }
    return texts;
  }

  private static Instant instant(String field, JsonNode node) {
    try {
      return Instant.parse(node.asText(""));
    } catch (DateTimeException wrong) {
      throw refused(field, "is a moment such as 2026-01-31T10:00:00Z");
    }
  }

  private static RefusedBackupException refused(String field, String rule) {
    return new RefusedBackupException(Manifest.FILE + " " + field, rule);
  }
}
