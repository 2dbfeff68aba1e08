package io.palimpsest.ingest.store;

import io.palimpsest.fencing.Work;
import io.palimpsest.ingest.entry.Entry;
import io.palimpsest.ingest.entry.Refusal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A second look at entries that have just come to be, before anybody is told: what they depend on
 * lies in other documents, and may have changed since the change was checked. Whoever changes that
 * looks for such entries after its own first step, so that of two who meet one sees the other.
 *
 * @param <S> type of the state
 */
@FunctionalInterface
public interface Confirmation<S> {
  /**
   * Which of them cannot stay, by key, with the reason. Repeating it changes nothing.
   *
   * @param work what is written is announced to it
   */
  Map<String, Refusal> refused(List<Entry<S>> entries, Work work);

  /** The same and another one of what it lets stay. */
  default Confirmation<S> and(Confirmation<S> other) {
    return (entries, work) -> {
      Map<String, Refusal> refused = new HashMap<>(refused(entries, work));
      List<Entry<S>> rest =
          entries.stream().filter(entry -> !refused.containsKey(entry.head().key())).toList();
      if (!rest.isEmpty()) {
        refused.putAll(other.refused(rest, work));
      }
      return refused;
    };
  }
}
