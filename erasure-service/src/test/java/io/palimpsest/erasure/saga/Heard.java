package io.palimpsest.erasure.saga;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.audit.Statement;
import io.palimpsest.erasure.model.Outgoing;
import io.palimpsest.event.ErasureState;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/** What the log and the followers of states were told, over all lives. */
final class Heard {
  private final Map<Long, Statement> log = new LinkedHashMap<>();
  private final List<ErasureState> states = new ArrayList<>();
  private int repeats;
  private int differing;

  void take(Outgoing.Logged logged) {
    Statement statement = Statement.parse(logged.json().getBytes(StandardCharsets.UTF_8));
    Statement before = log.putIfAbsent(statement.seq(), statement);
    repeats += before == null ? 0 : 1;
    differing += before == null || Arrays.equals(before.bytes(), statement.bytes()) ? 0 : 1;
  }

  void take(Outgoing.Status status) {
    if (states.isEmpty() || states.getLast() != status.state()) {
      states.add(status.state());
    }
  }

  List<Statement> statements() {
    return List.copyOf(log.values());
  }

  List<ErasureState> states() {
    return Collections.unmodifiableList(states);
  }

  /** Statements that came again. */
  int repeats() {
    return repeats;
  }

  /** Numbers from 0 without a gap, in their order, and no number with two meanings. */
  void requireDense(String where) {
    List<Long> dense = LongStream.range(0, log.size()).boxed().toList();
    assertThat(log.keySet()).as(where).containsExactlyElementsOf(dense);
    assertThat(differing).as("%s: repeats with other bytes", where).isZero();
  }
}
