package io.palimpsest.reembed.erase;

import io.palimpsest.vectorstore.WriteReceipt;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Where deletes lie in the store's log, by namespace, so that whoever verifies can read behind
 * them. Thread-safe.
 */
final class LogMarks {
  private final Map<String, Long> newest = new ConcurrentHashMap<>();

  void add(String namespace, WriteReceipt receipt) {
    receipt.lsn().ifPresent(lsn -> newest.merge(namespace, lsn, Math::max));
  }

  /**
   * As evidence, {@code " lsn:0=17,2=19"}: by place of the namespace in the task's list, because
   * evidence has no place for names. Empty where the store says none.
   */
  String in(List<String> namespaces) {
    String marks =
        IntStream.range(0, namespaces.size())
            .filter(place -> newest.containsKey(namespaces.get(place)))
            .mapToObj(place -> place + "=" + newest.get(namespaces.get(place)))
            .collect(Collectors.joining(","));
    return marks.isEmpty() ? "" : " lsn:" + marks;
  }
}
