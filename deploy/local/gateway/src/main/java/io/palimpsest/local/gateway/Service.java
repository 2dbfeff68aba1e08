package io.palimpsest.local.gateway;

/** Who can answer. */
enum Service {
  INGEST,
  REEMBED,
  ERASURE;

  /** Environment variable with the address of the service. */
  String urlVariable() {
    return "PALIMPSEST_" + name() + "_URL";
  }
}
