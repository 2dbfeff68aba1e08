package io.palimpsest.erasure.model;

/**
 * How far the looks after the end have got.
 *
 * @param visits looks of the schedule that are done
 * @param reported whether a participant said that something is back, as after a restore
 * @param hits rounds of the present look that found something
 * @param rerun whether the look is for participants that were added since: everything is deleted
 *     once more, whatever they say
 */
public record Watch(int visits, boolean reported, int hits, boolean rerun) {
  /** Nothing was looked at yet. */
  public static final Watch NONE = new Watch(0, false, 0, false);

  public Watch whenReported() {
    return new Watch(visits, true, hits, rerun);
  }

  /** Somebody takes part who did not before: at once, and beside the schedule. */
  public Watch whenRerun() {
    return new Watch(visits, true, hits, true);
  }

  public Watch whenFound() {
    return new Watch(visits, reported, hits + 1, rerun);
  }

  /** A look that a report brought about does not stand for one of the schedule. */
  public Watch whenDone() {
    return new Watch(reported ? visits : visits + 1, false, 0, false);
  }
}
