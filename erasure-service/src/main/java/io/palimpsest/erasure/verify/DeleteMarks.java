package io.palimpsest.erasure.verify;

import io.palimpsest.erasure.model.ErasureRequest;
import io.palimpsest.erasure.model.Receipt;
import io.palimpsest.erasure.model.Task;
import io.palimpsest.erasure.participant.Participants;
import io.palimpsest.event.ErasureAction;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Where the deletes of a request lie in the log of the first index, by namespace, as the receipt of
 * whoever deleted says it. Empty where the store or several indexes have no such number.
 */
record DeleteMarks(Map<String, Long> byNamespace) {
  private static final Pattern EVIDENCE = Pattern.compile("(?:^| )lsn:([0-9=,]+)");
  private static final Pattern MARK = Pattern.compile("(\\d{1,6})=(\\d{1,18})");

  DeleteMarks {
    byNamespace = Map.copyOf(byNamespace);
  }

  /** The marks of a round's deletion of vectors. A look without a deletion of its own has none. */
  static DeleteMarks of(ErasureRequest request, int round) {
    List<String> namespaces = request.planned().sharedNamespaces();
    Map<String, Long> marks = new HashMap<>();
    request.tasks().stream()
        .filter(task -> deletedVectors(task, round))
        .reduce((earlier, later) -> later)
        .map(Task::receipt)
        .map(Receipt::evidence)
        .ifPresent(
            evidence ->
                EVIDENCE
                    .matcher(evidence)
                    .results()
                    .flatMap(found -> MARK.matcher(found.group(1)).results())
                    .forEach(mark -> put(marks, namespaces, mark)));
    return new DeleteMarks(marks);
  }

  private static boolean deletedVectors(Task task, int round) {
    return task.participant().equals(Participants.VECTORS)
        && task.action() == ErasureAction.ERASE
        && task.round() == round
        && task.done();
  }

  private static void put(Map<String, Long> marks, List<String> namespaces, MatchResult mark) {
    int place = Integer.parseInt(mark.group(1));
    if (place < namespaces.size()) {
      marks.merge(namespaces.get(place), Long.parseLong(mark.group(2)), Math::max);
    }
  }
}
