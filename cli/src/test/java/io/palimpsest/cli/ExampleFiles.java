package io.palimpsest.cli;

import io.palimpsest.access.token.TokenKeys;
import io.palimpsest.audit.verify.SampleLog;
import io.palimpsest.sealing.MasterKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/** The files that examples of commands name, with something real in them. */
final class ExampleFiles {
  /** They are looked for in the folder of the test. */
  static final Set<String> NAMES =
      Set.of(
          "handbook.md",
          "portfolio.ndjson",
          "tenants.jsonl",
          "november.csv",
          "mapping.json",
          "migration.yaml",
          "src",
          "log",
          "log/checkpoint",
          "log.policy",
          "log.key",
          "certificate.tlog-proof",
          "fetched",
          "checkpoint.of-october",
          "request.key",
          "kafka.conf",
          "master.key",
          "new-master.key",
          "witness.key",
          "witness.json");

  /** They are made by the examples. */
  static final Set<String> MADE = Set.of("new-master.key", "log.key", "migration.yaml");

  private ExampleFiles() {}

  static void write(Path folder) throws Exception {
    SampleLog log = new SampleLog();
    List<byte[]> entries = SampleLog.entries(40);
    log.write(folder.resolve("log"), entries, 100);
    Files.write(folder.resolve("log.policy"), log.policyFile());
    Files.copy(folder.resolve("log/checkpoint.100"), folder.resolve("checkpoint.of-october"));
    Files.write(
        folder.resolve("certificate.tlog-proof"),
        SampleLog.certificate(folder.resolve("log"), entries.get(8), 8));
    text(folder, "request.key", "00".repeat(32));
    MasterKey.generate().write(folder.resolve("master.key"));
    text(folder, "token", "a-token");
    text(folder, "handbook.md", "# Welcome");
    text(folder, "portfolio.ndjson", "{\"item_id\": \"one\"}\n");
    text(folder, "tenants.jsonl", "{\"table\": \"creators\", \"creator_id\": \"ada\"}\n");
    text(
        folder,
        "mapping.json",
        "[{\"namespace\": \"\", \"creator_id\": \"ada\", \"twin_id\": \"default\"}]");
    Files.createDirectories(folder.resolve("src"));
    text(folder, "src/app.py", "index.query(namespace='proposals')\n");
    text(folder, "november.csv", "type,ids\nCREATOR,ada\n");
    text(
        folder,
        "token.pem",
        Base64.getEncoder().encodeToString(TokenKeys.generate().getPrivate().getEncoded()));
  }

  private static void text(Path folder, String name, String content) throws IOException {
    Files.writeString(folder.resolve(name), content);
  }
}
