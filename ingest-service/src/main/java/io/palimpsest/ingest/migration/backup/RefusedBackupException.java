package io.palimpsest.ingest.migration.backup;

/** A backup is not what it says, or not allowed. The message names the file and the rule. */
public final class RefusedBackupException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param where file at fault, or what stands for it
   * @param rule the rule that is broken
   */
  public RefusedBackupException(String where, String rule) {
    super(where + ": " + rule);
  }
}
