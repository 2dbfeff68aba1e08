package io.palimpsest.erasure.saga;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.erasure.model.ErasureRequest;
import io.palimpsest.erasure.model.Receipt;
import io.palimpsest.erasure.model.Standing;
import io.palimpsest.erasure.model.Task;
import io.palimpsest.erasure.phase.Deletion;
import io.palimpsest.erasure.phase.Resolution;
import io.palimpsest.erasure.phase.Samples;
import io.palimpsest.event.ScopeType;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What may change between the moment a task is begun and the moment a thread has it. */
class LocalWorkTest {
  private static final String PARTICIPANT = "one.second";

  private final Waiting threads = new Waiting();
  private final MemoryRequests requests = new MemoryRequests();
  private final List<Task> performed = new ArrayList<>();
  private final ErasureRequest request = deleting();
  private Instant now = Samples.NOW;
  private boolean held;
  private final LocalWork work = work();

  @Test
  void aDeleteIsDoneOnceAThreadHasIt() {
    work.begin(request);
    assertThat(performed).isEmpty();
    threads.runAll();
    assertThat(performed).hasSize(1);
    assertThat(open()).isFalse();
  }

  @Test
  void aDeleteWhoseHoldCameWhileItWaitedForAThreadIsNotDoneAndStaysOpen() {
    work.begin(request);
    held = true;
    threads.runAll();
    assertThat(performed).isEmpty();
    assertThat(open()).isTrue();

    held = false;
    work.begin(request);
    threads.runAll();
    assertThat(performed).as("it is begun again").hasSize(1);
  }

  @Test
  void aDeleteWhoseTimeWasOverWhileItWaitedForAThreadIsNotDoneAndStaysOpen() {
    work.begin(request);
    now = request.openTasks().map(Task::expiresAt).findFirst().orElseThrow();
    threads.runAll();
    assertThat(performed).isEmpty();
    assertThat(open()).isTrue();
  }

  private boolean open() {
    return requests
        .find(request.id())
        .orElseThrow()
        .openTasks()
        .anyMatch(task -> task.participant().equals(PARTICIPANT));
  }

  private ErasureRequest deleting() {
    ErasureRequest received = Samples.received(ScopeType.TWIN, Standing.OWNER, false);
    ErasureRequest begun =
        Deletion.begun(
            Resolution.planned(received, Samples.plan(ScopeType.TWIN), Samples.NOW), Samples.NOW);
    requests.insert(begun);
    return begun;
  }

  private LocalWork work() {
    Clock clock = new Now();
    return new LocalWork(
        Map.of(PARTICIPANT, new Recording()),
        new Ledger(requests, new Changes(), Gate.OPEN, clock),
        new NoHolds(() -> held),
        threads,
        clock);
  }

  private final class Recording implements LocalParticipant {
    @Override
    public String name() {
      return PARTICIPANT;
    }

    @Override
    public Receipt perform(ErasureRequest of, Task task) {
      performed.add(task);
      return Samples.receipt(task, 0, null);
    }
  }

  private final class Now extends Clock {
    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  /** Threads that are all busy until they are told to go on. */
  private static final class Waiting extends OpenExecutor {
    private final Deque<Runnable> handed = new ArrayDeque<>();

    void runAll() {
      while (!handed.isEmpty()) {
        handed.poll().run();
      }
    }

    @Override
    public void execute(Runnable command) {
      handed.add(command);
    }
  }
}
