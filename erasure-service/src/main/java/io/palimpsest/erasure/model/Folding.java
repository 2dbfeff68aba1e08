package io.palimpsest.erasure.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Keeps a request small that does not come to its end. Its beginning and its end stay whole; of the
 * journal between them the newest line of each kind stays, of the tasks their sums. Pure.
 */
final class Folding {
  private static final int LINES = 256;
  private static final int WHOLE_LINES = 64;
  private static final int TASKS = 256;
  private static final int WHOLE_ROUNDS = 2;

  private Folding() {}

  /** The journal, folded when it is long. */
  static List<JournalLine> journal(List<JournalLine> lines) {
    if (lines.size() <= LINES) {
      return lines;
    }
    int tail = lines.size() - WHOLE_LINES;
    Map<String, JournalLine> newest = new HashMap<>();
    lines.subList(WHOLE_LINES, tail).forEach(line -> newest.put(line.what(), line));
    List<JournalLine> kept = new ArrayList<>(lines.subList(0, WHOLE_LINES));
    lines.subList(WHOLE_LINES, tail).stream()
        .filter(line -> line.equals(newest.get(line.what())))
        .distinct()
        .forEach(kept::add);
    kept.addAll(lines.subList(tail, lines.size()));
    return kept;
  }

  /** The tasks that stay: those of the first round and of the newest, and whatever is not done. */
  static List<Task> tasks(List<Task> tasks) {
    if (tasks.size() <= TASKS) {
      return tasks;
    }
    int first = tasks.getFirst().round();
    int newest = tasks.getLast().round();
    return tasks.stream()
        .filter(
            task ->
                !task.done() || task.round() <= first + 1 || task.round() > newest - WHOLE_ROUNDS)
        .toList();
  }

  /** The sums once these tasks are no longer kept. */
  static Past.Folded sums(Past.Folded before, List<Task> all, List<Task> kept) {
    Set<UUID> staying = kept.stream().map(Task::id).collect(Collectors.toSet());
    List<Task> gone = all.stream().filter(task -> !staying.contains(task.id())).toList();
    Instant until =
        Stream.concat(
                Stream.ofNullable(before.until()),
                gone.stream().filter(Task::erases).map(Task::expiresAt))
            .max(Comparator.naturalOrder())
            .orElse(null);
    return new Past.Folded(
        before.tasks() + gone.size(),
        before.found() + sum(gone, Receipt::found),
        before.deleted() + sum(gone, Receipt::deleted),
        until);
  }

  private static long sum(List<Task> tasks, ToLongFunction<Receipt> count) {
    return tasks.stream()
        .filter(Task::erases)
        .flatMap(task -> Stream.ofNullable(task.receipt()))
        .mapToLong(count)
        .sum();
  }
}
