package io.palimpsest.erasure.model;

/**
 * How far the looks after the end have got.
 *
 * @param visits looks of the schedule that are done
 * @param reported whether a participant said that something is back, as after a restore
 * @param hits rounds of the present look that found something
 */
public record Watch(int visits, boolean reported, int hits) {
  /** Nothing was looked at yet. */
  public static final Watch NONE = new Watch(0, false, 0);

  public Watch whenReported() {
    return new Watch(visits, true, hits);
  }

  public Watch whenFound() {
    return new Watch(visits, reported, hits + 1);
  }

  /** A look that a report brought about does not stand for one of the schedule. */
  public Watch whenDone() {
    return new Watch(reported ? visits : visits + 1, false, 0);
  }
}
