package io.palimpsest.reembed.app;

import io.palimpsest.fencing.RestoreGate;
import java.util.List;

/** The gates that every start goes through: any of the stores may be an old copy. */
final class RestoreGates implements AutoCloseable {
  private final List<RestoreGate> all;

  RestoreGates(List<RestoreGate> all) {
    this.all = List.copyOf(all);
  }

  void start() {
    all.forEach(RestoreGate::start);
  }

  /** Whether each store was compared with every fence written before this process started. */
  boolean passed() {
    return all.stream().allMatch(RestoreGate::passed);
  }

  @Override
  public void close() {
    all.forEach(RestoreGate::close);
  }
}
