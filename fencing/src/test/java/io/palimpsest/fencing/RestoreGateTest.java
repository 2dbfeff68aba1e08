package io.palimpsest.fencing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palimpsest.event.ScopeType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Stores of every age against ten fences. */
class RestoreGateTest {
  private final List<Fence> fences =
      LongStream.range(0, 10)
          .mapToObj(n -> new Fence(n, new UUID(7, n), ScopeType.SOURCE, "er_" + n))
          .toList();
  private final OldStore store = new OldStore();
  private final Map<Long, Long> told = new HashMap<>();
  private boolean broken;

  @Test
  void aStoreThatHoldsNothingFencedIsFreeUpToTheEndAndIsNotAskedAgain() {
    gate().pass();
    assertThat(store.asked).hasSize(10);
    assertThat(store.mark).isEqualTo(9);
    store.asked.clear();
    RestoreGate second = gate();
    second.pass();
    assertThat(store.asked).isEmpty();
    assertThat(second.passed()).isTrue();
    assertThat(told).isEmpty();
  }

  @Test
  void anOlderCopyIsComparedWithTheDifferenceAndWhatItHoldsIsReported() {
    store.mark = 4;
    store.held.put(6L, 3L);
    store.held.put(8L, 1L);
    gate().pass();
    assertThat(store.asked).containsExactly(5L, 6L, 7L, 8L, 9L);
    assertThat(told).containsExactlyInAnyOrderEntriesOf(Map.of(6L, 3L, 8L, 1L));
    assertThat(store.mark).as("not beyond what it holds").isEqualTo(5);
  }

  @Test
  void whatWasErasedMeanwhileLetsTheMarkPass() {
    store.held.put(0L, 1L);
    gate().pass();
    assertThat(store.mark).isEqualTo(-1);
    store.held.clear();
    gate().pass();
    assertThat(store.mark).isEqualTo(9);
  }

  @Test
  void aReportThatDoesNotArriveKeepsTheGateShut() {
    store.held.put(6L, 1L);
    broken = true;
    RestoreGate gate = gate();
    assertThatThrownBy(gate::pass).isInstanceOf(IllegalStateException.class);
    assertThat(gate.passed()).isFalse();
    assertThat(store.mark).isEqualTo(-1);
    broken = false;
    gate.pass();
    assertThat(gate.passed()).isTrue();
  }

  private RestoreGate gate() {
    return new RestoreGate(
        new KnowsFences(fences),
        store,
        (fence, records) -> {
          if (broken) {
            throw new IllegalStateException("no broker");
          }
          told.put(fence.sequence(), records);
        });
  }

  private static final class OldStore implements FencedStore {
    private final Map<Long, Long> held = new HashMap<>();
    private final List<Long> asked = new ArrayList<>();
    private long mark = -1;

    @Override
    public long applied() {
      return mark;
    }

    @Override
    public void applied(long sequence) {
      mark = sequence;
    }

    @Override
    public long count(Fence fence) {
      asked.add(fence.sequence());
      return held.getOrDefault(fence.sequence(), 0L);
    }
  }

  /** A writer of which only the fences matter. */
  private record KnowsFences(List<Fence> fences) implements Writer {
    @Override
    public Admission admit(Collection<UUID> uids) {
      return new Admission.Unleased();
    }

    @Override
    public ErasureAdmission admit(Warrant warrant) {
      return new ErasureAdmission.Unleased();
    }

    @Override
    public boolean awaitFences(long sequence, Duration timeout) {
      return true;
    }

    @Override
    public boolean leased() {
      return true;
    }

    @Override
    public boolean awaitLease(Duration timeout) {
      return true;
    }

    @Override
    public boolean isFenced(Collection<UUID> uids) {
      return fences.stream().anyMatch(fence -> uids.contains(fence.uid()));
    }

    @Override
    public long fencesApplied() {
      return fences.getLast().sequence();
    }

    @Override
    public void onFence(Consumer<Fence> listener) {
      fences.forEach(listener);
    }

    @Override
    public void close() {}
  }
}
