package io.palimpsest.reembed.change;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Passes on that the registry of tenants has changed. Thread-safe. */
public final class Arrivals {
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

  void onChange(Runnable listener) {
    listeners.add(listener);
  }

  /** Says that the registry has changed; on the caller's thread. */
  public void changed() {
    listeners.forEach(Runnable::run);
  }
}
