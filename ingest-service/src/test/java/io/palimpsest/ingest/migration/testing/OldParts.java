package io.palimpsest.ingest.migration.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** An old system beside the service: its vectors in memory, a folder of its own for backups. */
public final class OldParts implements QuarkusTestResourceLifecycleManager {
  @Override
  public Map<String, String> start() {
    try {
      Path backups = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "backups");
      return Map.of(
          "palimpsest.backup.root",
          backups.toString(),
          "palimpsest.migration.database",
          "old_" + ProcessHandle.current().pid(),
          "palimpsest.migration.patience",
          "60s",
          "palimpsest.migration.code-graph",
          "bolt://localhost:1",
          "palimpsest.migration.reembed.url",
          VectorDouble.running().url(),
          "palimpsest.migration.reembed.token",
          "a-token-for-tests");
    } catch (IOException full) {
      throw new UncheckedIOException(full);
    }
  }

  @Override
  public void stop() {}
}
