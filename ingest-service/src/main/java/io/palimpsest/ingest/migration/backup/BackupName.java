package io.palimpsest.ingest.migration.backup;

import java.util.regex.Pattern;

/**
 * Name of a backup: of a folder directly below the root, never a path.
 *
 * @param value the name
 */
public record BackupName(String value) {
  private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,63}");

  /** Refuses what could be a path. */
  public BackupName {
    if (!ALLOWED.matcher(value).matches()) {
      throw new RefusedBackupException(
          "name of the backup",
          "letters, digits, '_' and '-', 1 to 64, starting with a letter or digit");
    }
  }
}
