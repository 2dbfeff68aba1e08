package io.palimpsest.system;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts faults by kind, and what came back or was lost in spite of them; prints both. */
final class Tally {
  private static final class Counts {
    private int injected;
    private int fired;
    private int survived;
  }

  private final Map<String, Counts> kinds = new TreeMap<>();
  private final List<String> resurrected = new ArrayList<>();
  private final List<String> lost = new ArrayList<>();

  void injected(String kind) {
    of(kind).injected++;
  }

  void fired(String kind) {
    of(kind).fired++;
  }

  void survived(String kind) {
    of(kind).survived++;
  }

  /** Something erased was found. */
  void resurrected(String what) {
    resurrected.add(what);
  }

  /** Something that nobody erased was not found. */
  void lost(String what) {
    lost.add(what);
  }

  List<String> resurrected() {
    return List.copyOf(resurrected);
  }

  List<String> lost() {
    return List.copyOf(lost);
  }

  void print(String title) {
    System.out.printf("%s%n%-28s %8s %5s %8s%n", title, "fault", "injected", "fired", "survived");
    kinds.forEach(
        (kind, counts) ->
            System.out.printf(
                "%-28s %8d %5d %8d%n", kind, counts.injected, counts.fired, counts.survived));
    System.out.printf("lost %d, resurrected %d%n", lost.size(), resurrected.size());
  }

  private Counts of(String kind) {
    return kinds.computeIfAbsent(kind, any -> new Counts());
  }
}
