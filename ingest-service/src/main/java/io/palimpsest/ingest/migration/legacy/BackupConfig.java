package io.palimpsest.ingest.migration.legacy;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;

/** Backups. */
@ConfigMapping(prefix = "palimpsest.backup")
public interface BackupConfig {
  /** Folder that holds all backups and nothing else: a volume of its own. */
  @WithDefault("backups")
  Path root();

  /** How long a backup is kept; until then it holds what is erased meanwhile. */
  @WithDefault("30d")
  Duration keptFor();
}
