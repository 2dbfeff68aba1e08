package io.palimpsest.erasure.verify;

import io.palimpsest.vectorstore.Maintenance;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The verifier's connections to every index that the configuration names. */
final class VerifierStores implements AutoCloseable {
  private final List<IndexSide> sides;
  private final ExecutorService executor;

  VerifierStores(VerifierSettings settings) {
    List<IndexSide> all = new ArrayList<>();
    all.add(IndexSide.home(settings));
    settings
        .index()
        .forEach((name, further) -> IndexSide.further(name, further).ifPresent(all::add));
    this.sides = List.copyOf(all);
    this.executor =
        Executors.newFixedThreadPool(
            settings.parallel() * all.size(),
            Thread.ofPlatform().daemon().name("verifier-", 0).factory());
  }

  /** Every index, home first. */
  List<IndexSide> sides() {
    return sides;
  }

  /** The index at home. */
  Maintenance home(String requestRef) {
    return sides.getFirst().reader(requestRef);
  }

  ExecutorService executor() {
    return executor;
  }

  /** Writes the control vector into every index. */
  void plant(ControlVector control) {
    sides.forEach(side -> side.plant(control));
  }

  @Override
  public void close() {
    executor.close();
    sides.forEach(IndexSide::close);
  }
}
