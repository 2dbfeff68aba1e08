package io.palimpsest.cli;

/** How a job stands. */
enum JobState {
  WAITING,
  RUNNING,
  PAUSED,
  DONE,
  FAILED,
  CANCELLED
}
