package io.palimpsest.ingest.migration.run;

import io.palimpsest.ingest.migration.backup.BackupName;
import io.palimpsest.ingest.migration.backup.RefusedBackupException;
import io.palimpsest.jobs.InvalidJobException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Names of parameters, and their checks. */
final class Params {
  static final String BACKUP = "backup";
  static final String SOURCE = "source";
  static final String ALL_COLLECTIONS = "all_collections";
  static final String INDEX = "index";
  static final String OVERWRITE = "overwrite";
  static final String PLAN = "plan";

  /** Who asked. */
  static final String BY = "by";

  private Params() {}

  static Map<String, String> known(Map<String, String> given, Set<String> names) {
    Map<String, String> checked = new HashMap<>();
    given.forEach(
        (name, value) -> {
          if (!names.contains(name)) {
            throw new InvalidJobException(name, "is no parameter of this job");
          }
          checked.put(name, value);
        });
    return checked;
  }

  static BackupName backup(Map<String, String> parameters) {
    try {
      return new BackupName(
          Optional.ofNullable(parameters.get(BACKUP))
              .orElseThrow(() -> new InvalidJobException(BACKUP, "is given")));
    } catch (RefusedBackupException refused) {
      throw new InvalidJobException(BACKUP, String.valueOf(refused.getMessage()));
    }
  }

  static boolean flag(Map<String, String> parameters, String name) {
    return Boolean.parseBoolean(parameters.getOrDefault(name, "false"));
  }
}
