package io.palimpsest.cli;

/** Stages of a way from one index to another, in their order. */
enum RouteStage {
  OFF,
  DUALWRITE,
  SHADOW,
  LIVE,
  RAMPDOWN,
  COMPLETE
}
