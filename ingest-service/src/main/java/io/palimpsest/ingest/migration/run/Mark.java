package io.palimpsest.ingest.migration.run;

import java.util.UUID;

/**
 * That a migration wrote something, and which revision of it: what is at another one was changed
 * since, and is nobody's to take back.
 *
 * @param key kind and ids, such as {@code item/org_default/port_0123456789ab}
 * @param run the run that wrote it
 * @param uid uid of what was written
 * @param revision the revision that was written, 0 as long as that is not known
 * @param row digest of the row it was made of; empty for what was made of none
 * @param contract the contract, empty for what is of none
 * @param turn how often a run has taken it away because its row went
 */
record Mark(
    String key, String run, UUID uid, long revision, String row, String contract, int turn) {
  private static final UUID NOBODY = new UUID(0, 0);

  /** That a run is about to write something: after a crash it may have. */
  static Mark intent(String key, String run, String row, String contract, int turn) {
    return new Mark(key, run, NOBODY, 0, row, contract, turn);
  }

  /** That what it marks was taken away, and may be written again should its row come back. */
  Mark takenAway() {
    return intent(key, run, row, contract, turn + 1);
  }

  /**
   * What the next write of it goes out from: no two writes of a run go out from the same, so that
   * one that is repeated after a crash is told from one that has to be done once more.
   */
  long base() {
    return isIntent() ? -turn : revision;
  }

  boolean isIntent() {
    return revision == 0;
  }

  static String item(String organization, String item) {
    return "item/" + organization + "/" + item;
  }

  static String organization(String organization) {
    return "organization/" + organization;
  }

  static String profile(String organization, String profile) {
    return "profile/" + organization + "/" + profile;
  }
}
