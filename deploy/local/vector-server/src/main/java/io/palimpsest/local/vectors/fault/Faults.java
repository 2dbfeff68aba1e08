package io.palimpsest.local.vectors.fault;

import io.palimpsest.local.vectors.call.Call;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** The faults that are switched on, in the order in which they were. */
public final class Faults {
  private static final int MOST = 100;

  private final CopyOnWriteArrayList<Fault> faults = new CopyOnWriteArrayList<>();

  void add(Fault fault) {
    if (faults.size() >= MOST) {
      throw new IllegalArgumentException("no more than %d faults at once".formatted(MOST));
    }
    faults.add(fault);
  }

  boolean remove(String id) {
    return faults.removeIf(fault -> fault.id().equals(id));
  }

  void clear() {
    faults.clear();
  }

  List<Fault> all() {
    return List.copyOf(faults);
  }

  /** The first that fires for the call; those behind it do not get to see the call. */
  Optional<Fault> firing(Call call) {
    return faults.stream().filter(fault -> fault.fires(call)).findFirst();
  }
}
