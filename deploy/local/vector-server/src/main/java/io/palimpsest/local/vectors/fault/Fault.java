package io.palimpsest.local.vectors.fault;

import io.palimpsest.local.vectors.call.Call;
import java.util.Random;

/** A fault that is switched on. It may be asked by many threads. */
final class Fault {
  private final String id;
  private final Aim aim;
  private final Trigger trigger;
  private final Effect effect;
  private final Random random;
  private long seen;
  private long fired;

  Fault(String id, Aim aim, Trigger trigger, Effect effect, long seed) {
    this.id = id;
    this.aim = aim;
    this.trigger = trigger;
    this.effect = effect;
    this.random = new Random(seed);
  }

  String id() {
    return id;
  }

  Effect effect() {
    return effect;
  }

  Aim aim() {
    return aim;
  }

  synchronized long seen() {
    return seen;
  }

  synchronized long fired() {
    return fired;
  }

  /** Whether it fires for this call; counts both. */
  synchronized boolean fires(Call call) {
    if (!aim.hits(call)) {
      return false;
    }
    boolean fires = trigger.fires(seen++, fired, random);
    if (fires) {
      fired++;
    }
    return fires;
  }
}
