package io.palimpsest.ingest.migration.backup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;

/** Backups that nobody should restore: each is a sound one with one thing turned. */
final class Hostile {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  static final String ROWS = "training_data.json";
  static final String VECTORS = "vectors_proposals.jsonl";

  private Hostile() {}

  /**
   * @param name what is wrong
   * @param reason part of the message of the refusal
   * @param turn makes it wrong
   */
  record Case(String name, String reason, Turn turn) {
    @Override
    public String toString() {
      return name;
    }
  }

  interface Turn {
    void on(Path folder) throws Exception;
  }

  static void sound(Path folder) throws Exception {
    Files.createDirectories(folder);
    Files.writeString(
        folder.resolve(ROWS),
        "[{\"_id\":{\"$oid\":\"41acc356b8c5cec95d1dded2\"},\"n\":{\"$numberInt\":\"1\"}},\n"
            + "{\"_id\":\"b\",\"at\":{\"$timestamp\":{\"t\":1,\"i\":2}}}]");
    Files.writeString(
        folder.resolve(VECTORS),
        "{\"id\":\"a\",\"values\":[0.5,1],\"metadata\":{\"k\":[\"x\"],\"n\":1,\"b\":true}}\n\n"
            + "{\"id\":\"b\",\"values\":[1e-3,2],\"sparse\":{\"indices\":[7],\"values\":[0.1]}}\n");
    ObjectNode manifest = JSON.createObjectNode();
    manifest.put("format", Manifest.FORMAT).put("created_at", "2026-02-19T10:00:00Z");
    ObjectNode files = manifest.putObject("files");
    describe(folder, files.putObject(ROWS), ROWS, 2);
    describe(folder, files.putObject(VECTORS), VECTORS, 2);
    write(folder, manifest);
  }

  static List<Case> cases() {
    List<Case> all = new ArrayList<>();
    names(all);
    manifests(all);
    entries(all);
    files(all);
    documents(all);
    vectors(all);
    return all;
  }

  private static void names(List<Case> all) {
    for (String name :
        List.of(
            "../escape.json",
            "/etc/passwd.json",
            "a/b.json",
            "..\\b.json",
            ".hidden.json",
            "vectors_../x.jsonl",
            "vectors_%2e%2e%2f.jsonl",
            "vectors_a%.jsonl",
            "vectors_.jsonl",
            "training_data.json\u0000",
            "training_data.json ",
            "training_data.JSON",
            "training_data.exe",
            "manifest.json",
            "",
            "~.json",
            "vectors_a~b~c.jsonl",
            "nul\n.json")) {
      all.add(
          manifest(
              "a file named " + JSON.getNodeFactory().textNode(name),
              "names are",
              root -> rename(root, name)));
    }
  }

  private static void manifests(List<Case> all) {
    all.add(
        new Case(
            "no manifest", "is there", folder -> Files.delete(folder.resolve("manifest.json"))));
    all.add(
        new Case(
            "a manifest that is a link",
            "not a link",
            folder -> {
              Path manifest = folder.resolve("manifest.json");
              Files.move(manifest, folder.resolve("other"));
              Files.createSymbolicLink(manifest, folder.resolve("other"));
            }));
    for (String text :
        List.of("", "[]", "null", "{", "{\"format\":1,\"format\":2}", "{} {}", "7")) {
      all.add(
          new Case(
              "the manifest " + text,
              "manifest.json",
              folder -> Files.writeString(folder.resolve("manifest.json"), text)));
    }
    all.add(
        manifest("another format", "format", root -> root.put("format", "palimpsest-backup/2")));
    all.add(
        manifest(
            "a format that is a list",
            "format",
            root -> root.putArray("format").add(Manifest.FORMAT)));
    all.add(manifest("no moment", "created_at", root -> root.remove("created_at")));
    all.add(
        manifest("a moment in words", "created_at", root -> root.put("created_at", "yesterday")));
    all.add(manifest("an end in words", "expires_at", root -> root.put("expires_at", "never")));
    all.add(manifest("files that are a list", "files", root -> root.putArray("files")));
    all.add(manifest("no files at all", "files", root -> root.remove("files")));
    all.add(manifest("not_saved that is a text", "not_saved", root -> root.put("not_saved", "x")));
    all.add(
        manifest("not_saved of numbers", "not_saved", root -> root.putArray("not_saved").add(1)));
    all.add(
        manifest(
            "a file that is not there",
            "is there",
            root ->
                ((ObjectNode) root.get("files")).set("chunks.json", root.at("/files/" + ROWS))));
  }

  private static void entries(List<Case> all) {
    all.add(entry("records below zero", "records", file -> file.put("records", -1)));
    all.add(entry("records as a text", "records", file -> file.put("records", "2")));
    all.add(entry("half a record", "records", file -> file.put("records", 1.5)));
    all.add(
        entry(
            "records beyond a long",
            "records",
            file -> file.put("records", new java.math.BigInteger("9".repeat(30)))));
    all.add(entry("one record too many", "as many records", file -> file.put("records", 3)));
    all.add(entry("one record too few", "as many records", file -> file.put("records", 1)));
    all.add(entry("no length", "bytes", file -> file.remove("bytes")));
    all.add(entry("a length that lies", "as many bytes", file -> file.put("bytes", 5)));
    all.add(entry("a wrong MD5", "MD5", file -> file.put("md5", "0".repeat(32))));
    all.add(entry("a wrong SHA-256", "SHA-256", file -> file.put("sha256", "0".repeat(64))));
    all.add(entry("an MD5 in capitals", "md5", file -> file.put("md5", "A".repeat(32))));
    all.add(entry("a SHA-256 that is short", "sha256", file -> file.put("sha256", "ab")));
    all.add(entry("no SHA-256", "sha256", file -> file.remove("sha256")));
    all.add(vectorsEntry("another dimension", "dimension", file -> file.put("dimension", 3)));
    all.add(vectorsEntry("a dimension below zero", "dimension", file -> file.put("dimension", -2)));
    all.add(vectorsEntry("a dimension as a text", "dimension", file -> file.put("dimension", "2")));
    all.add(
        vectorsEntry("another's namespace", "namespace", file -> file.put("namespace", "other")));
    all.add(
        vectorsEntry(
            "a namespace that is a number", "namespace", file -> file.put("namespace", 1)));
    all.add(vectorsEntry("a metric that is a number", "metric", file -> file.put("metric", 1)));
  }

  private static void files(List<Case> all) {
    all.add(
        new Case(
            "a file that is a link",
            "not a link",
            folder -> {
              Files.move(folder.resolve(ROWS), folder.resolve("elsewhere"));
              Files.createSymbolicLink(folder.resolve(ROWS), folder.resolve("elsewhere"));
            }));
    all.add(
        new Case(
            "a file that is a folder",
            "not a link",
            folder -> {
              Files.delete(folder.resolve(ROWS));
              Files.createDirectory(folder.resolve(ROWS));
            }));
    all.add(
        new Case(
            "a file that grew",
            "as many bytes",
            folder ->
                Files.writeString(
                    folder.resolve(ROWS), Files.readString(folder.resolve(ROWS)) + " ")));
    all.add(
        new Case(
            "one flipped bit",
            "MD5",
            folder -> {
              byte[] bytes = Files.readAllBytes(folder.resolve(ROWS));
              bytes[13] ^= 1;
              Files.write(folder.resolve(ROWS), bytes);
            }));
    all.add(
        content(
            "a file cut off", ROWS, "well-formed", text -> text.substring(0, text.length() - 20)));
    all.add(
        content(
            "vectors cut off",
            VECTORS,
            "one JSON object",
            text -> text.substring(0, text.length() - 9)));
    all.add(content("an empty file of documents", ROWS, "array", text -> ""));
  }

  private static void documents(List<Case> all) {
    for (List<String> one :
        List.of(
            List.of("an object for an array", "{\"_id\":\"a\"}", "array"),
            List.of("a text among documents", "[{\"_id\":\"a\"},\"b\"]", "objects"),
            List.of("a list among documents", "[{\"_id\":\"a\"},[]]", "objects"),
            List.of("something behind the array", "[{\"_id\":\"a\"}][]", "nothing behind"),
            List.of("no _id", "[{\"a\":\"b\"}]", "_id"),
            List.of("an _id that is a list", "[{\"_id\":[]}]", "_id"),
            List.of("an _id twice", "[{\"_id\":\"a\"},{\"_id\":\"a\"}]", "once"),
            List.of("a key twice", "[{\"_id\":\"a\",\"_id\":\"b\"}]", "repeated keys"),
            List.of("a number without a type", "[{\"_id\":1}]", "type of each number"),
            List.of("NaN", "[{\"_id\":NaN}]", "well-formed"),
            List.of("an ObjectId of wrong length", "[{\"_id\":{\"$oid\":\"12\"}}]", "canonical"),
            List.of("a number that is none", "[{\"_id\":{\"$numberInt\":\"x\"}}]", "canonical"),
            List.of("a date in words", "[{\"_id\":\"a\",\"d\":{\"$date\":\"soon\"}}]", "canonical"),
            List.of("depth without end", "[" + "{\"a\":".repeat(5000), "well-formed"))) {
      all.add(content(one.get(0), ROWS, one.get(2), text -> one.get(1)));
    }
  }

  private static void vectors(List<Case> all) {
    String other = "{\"id\":\"z\",\"values\":[1,2]}\n";
    for (List<String> one :
        List.of(
            List.of("a list as a line", "[]", "one JSON object"),
            List.of("no id", "{\"values\":[1,2]}", "id: is there"),
            List.of("an id that is a number", "{\"id\":1,\"values\":[1,2]}", "id: is a text"),
            List.of("an empty id", "{\"id\":\"\",\"values\":[1,2]}", "1 to 512"),
            List.of(
                "an id without end",
                "{\"id\":\"" + "x".repeat(513) + "\",\"values\":[1,2]}",
                "1 to 512"),
            List.of("an id twice", "{\"id\":\"z\",\"values\":[1,2]}", "once"),
            List.of("no values", "{\"id\":\"a\"}", "values: are there"),
            List.of("an empty list of values", "{\"id\":\"a\",\"values\":[]}", "values: are there"),
            List.of(
                "values of another length",
                "{\"id\":\"a\",\"values\":[1]}",
                "dimension of the others"),
            List.of("NaN as a value", "{\"id\":\"a\",\"values\":[NaN,1]}", "one JSON object"),
            List.of("NaN as a text", "{\"id\":\"a\",\"values\":[\"NaN\",1]}", "list of numbers"),
            List.of("null as a value", "{\"id\":\"a\",\"values\":[null,1]}", "list of numbers"),
            List.of(
                "a value beyond float32", "{\"id\":\"a\",\"values\":[1e39,1]}", "finite float32"),
            List.of("values in a text", "{\"id\":\"a\",\"values\":\"1,2\"}", "list of numbers"),
            List.of("a foreign field", "{\"id\":\"a\",\"values\":[1,2],\"x\":1}", "nothing else"),
            List.of(
                "a key twice in a line",
                "{\"id\":\"a\",\"id\":\"b\",\"values\":[1,2]}",
                "repeated keys"),
            List.of(
                "metadata that is a list",
                "{\"id\":\"a\",\"values\":[1,2],\"metadata\":[]}",
                "metadata: is an object"),
            List.of(
                "metadata in metadata",
                "{\"id\":\"a\",\"values\":[1,2],\"metadata\":{\"m\":{}}}",
                "metadata: values"),
            List.of(
                "null in metadata",
                "{\"id\":\"a\",\"values\":[1,2],\"metadata\":{\"m\":null}}",
                "metadata: values"),
            List.of(
                "numbers in a list of metadata",
                "{\"id\":\"a\",\"values\":[1,2],\"metadata\":{\"m\":[1]}}",
                "lists are of texts"),
            List.of(
                "a number in metadata beyond double",
                "{\"id\":\"a\",\"values\":[1,2],\"metadata\":{\"m\":1e999}}",
                "numbers are finite"),
            List.of(
                "metadata without end",
                "{\"id\":\"a\",\"values\":[1,2],\"metadata\":{\"m\":\""
                    + "y".repeat(41_000)
                    + "\"}}",
                "40 KB"),
            List.of(
                "sparse of two lengths",
                "{\"id\":\"a\",\"values\":[1,2],\"sparse\":{\"indices\":[1],\"values\":[1,2]}}",
                "as many indices"),
            List.of(
                "a sparse index below zero",
                "{\"id\":\"a\",\"values\":[1,2],\"sparse\":{\"indices\":[-1],\"values\":[1]}}",
                "uint32"),
            List.of("two vectors in a line", "{\"id\":\"a\",\"values\":[1,2]}{}", "nothing behind"),
            List.of("a line without end", "{\"id\":\"" + "q".repeat(1_100_000), "1 MiB"))) {
      all.add(content(one.get(0), VECTORS, one.get(2), text -> other + one.get(1) + "\n"));
    }
  }

  private static Case manifest(
      String name, String reason, java.util.function.Consumer<ObjectNode> turn) {
    return new Case(
        name,
        reason,
        folder -> {
          ObjectNode root = manifest(folder);
          turn.accept(root);
          write(folder, root);
        });
  }

  private static Case entry(
      String name, String reason, java.util.function.Consumer<ObjectNode> turn) {
    return manifest(name, reason, root -> turn.accept((ObjectNode) root.get("files").get(ROWS)));
  }

  private static Case vectorsEntry(
      String name, String reason, java.util.function.Consumer<ObjectNode> turn) {
    return manifest(name, reason, root -> turn.accept((ObjectNode) root.get("files").get(VECTORS)));
  }

  /** The manifest is told of the new content: digests do not give the case away. */
  private static Case content(String name, String file, String reason, UnaryOperator<String> turn) {
    return new Case(
        name,
        reason,
        folder -> {
          Path path = folder.resolve(file);
          Files.writeString(path, turn.apply(Files.readString(path)));
          ObjectNode root = manifest(folder);
          describe(folder, (ObjectNode) root.get("files").get(file), file, 2);
          write(folder, root);
        });
  }

  private static void rename(ObjectNode root, String name) {
    ObjectNode files = (ObjectNode) root.get("files");
    JsonNode entry = files.remove(ROWS);
    files.set(name, entry);
  }

  private static void describe(Path folder, ObjectNode entry, String file, long records)
      throws Exception {
    byte[] bytes = Files.readAllBytes(folder.resolve(file));
    entry
        .put("records", records)
        .put("bytes", bytes.length)
        .put("md5", hex("MD5", bytes))
        .put("sha256", hex("SHA-256", bytes));
  }

  private static String hex(String digest, byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance(digest).digest(bytes));
  }

  private static ObjectNode manifest(Path folder) throws IOException {
    return (ObjectNode) JSON.readTree(Files.readAllBytes(folder.resolve("manifest.json")));
  }

  private static void write(Path folder, ObjectNode manifest) throws IOException {
    Files.write(
        folder.resolve("manifest.json"), manifest.toString().getBytes(StandardCharsets.UTF_8));
  }
}
