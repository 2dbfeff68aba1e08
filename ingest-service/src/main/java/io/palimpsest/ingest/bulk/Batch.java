package io.palimpsest.ingest.bulk;

import io.palimpsest.ingest.entry.Change;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** LineReader that are written together: bounded in lines and bytes, each entity at most once. */
final class Batch<S> {
  private final int mostLines;
  private final int mostBytes;
  private final List<Asked<S>> asked = new ArrayList<>();
  private final Set<String> keys = new HashSet<>();
  private int bytes;

  Batch(int mostLines, int mostBytes) {
    this.mostLines = mostLines;
    this.mostBytes = mostBytes;
  }

  /**
   * What one line asks for.
   *
   * @param line its number
   * @param parsed what it asks for
   */
  record Asked<S>(long line, Parsed<S> parsed) {}

  /** Whether what a line asks for may join; an empty batch takes anything. */
  boolean takes(Parsed<S> parsed, int size) {
    if (asked.isEmpty()) {
      return true;
    }
    boolean again = parsed instanceof Parsed.Good<S> good && keys.contains(good.change().key());
    return !again && asked.size() < mostLines && bytes + size <= mostBytes;
  }

  void add(long line, Parsed<S> parsed, int size) {
    asked.add(new Asked<>(line, parsed));
    bytes += size;
    if (parsed instanceof Parsed.Good<S> good) {
      keys.add(good.change().key());
    }
  }

  int bytes() {
    return bytes;
  }

  List<Asked<S>> asked() {
    return asked;
  }

  List<Change<S>> changes() {
    List<Change<S>> changes = new ArrayList<>();
    for (Asked<S> one : asked) {
      if (one.parsed() instanceof Parsed.Good<S> good) {
        changes.add(good.change());
      }
    }
    return changes;
  }
}
