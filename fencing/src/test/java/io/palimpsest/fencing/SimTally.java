package io.palimpsest.fencing;

/** What happened in a run: a search that found nothing has to have seen something. */
final class SimTally {
  int landed;
  int drained;
  int evicted;
  int refused;
  int unleased;
  int late;
  int killed;
  int stopped;

  void add(SimTally other) {
    landed += other.landed;
    drained += other.drained;
    evicted += other.evicted;
    refused += other.refused;
    unleased += other.unleased;
    late += other.late;
    killed += other.killed;
    stopped += other.stopped;
  }

  @Override
  public String toString() {
    return "landed %d, drained %d, evicted %d, refused %d, unleased %d, late %d, killed %d, stopped %d"
        .formatted(landed, drained, evicted, refused, unleased, late, killed, stopped);
  }
}
