package io.palimpsest.local.launcher.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/** A backup of a small single-tenant portfolio, as an operator puts one on the backups' volume. */
final class LegacySample {
  static final String NAME = "legacy-sample";

  /** Rows that become items, and one that cannot. */
  static final int ITEMS = 5;

  static final int REJECTED = 1;

  /** Two of each contract. */
  static final int VECTORS = 12;

  private static final String ROWS = "training_data.json";
  private static final int DIMENSION = 8;

  private LegacySample() {}

  /** Writes it below the root. */
  static void write(Path root) throws IOException {
    Path folder = Files.createDirectories(root.resolve(NAME));
    byte[] rows = rows();
    byte[] vectors = vectors(rows).getBytes(StandardCharsets.UTF_8);
    Files.write(folder.resolve(ROWS), rows);
    Files.write(folder.resolve("vectors_proposals.jsonl"), vectors);
    Map<String, Object> files = new LinkedHashMap<>();
    files.put(ROWS, entry(rows, ITEMS + REJECTED));
    files.put("vectors_proposals.jsonl", entry(vectors, VECTORS));
    Files.writeString(
        folder.resolve("manifest.json"),
        DemoApi.json(
            Map.of(
                "format", "palimpsest-backup/1",
                "created_at", "2026-02-19T10:00:00Z",
                "files", files)));
  }

  private static byte[] rows() throws IOException {
    try (InputStream in = LegacySample.class.getResourceAsStream("/sample/legacy-" + ROWS)) {
      if (in == null) {
        throw new IllegalStateException("the sample legacy-" + ROWS + " is not packaged");
      }
      return in.readAllBytes();
    }
  }

  private static String vectors(byte[] rows) throws IOException {
    Random random = new Random(7);
    StringBuilder lines = new StringBuilder();
    for (JsonNode row : DemoApi.JSON.readTree(rows)) {
      String contract = row.path("contract_id").asText();
      for (String type : new String[] {"requirements", "proposal"}) {
        double[] values = random.doubles(DIMENSION, -1, 1).toArray();
        lines
            .append(
                DemoApi.json(
                    Map.of(
                        "id",
                        contract + "_" + type,
                        "values",
                        values,
                        "metadata",
                        Map.of("contract_id", contract, "chunk_type", type))))
            .append('\n');
      }
    }
    return lines.toString();
  }

  private static Map<String, Object> entry(byte[] bytes, int records) {
    return Map.of(
        "records",
        records,
        "bytes",
        bytes.length,
        "md5",
        hex("MD5", bytes),
        "sha256",
        hex("SHA-256", bytes));
  }

  private static String hex(String digest, byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance(digest).digest(bytes));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
