package io.palimpsest.system;

import static org.awaitility.Awaitility.await;

import io.palimpsest.local.stack.VectorFaults;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Some rounds at once, with at most one service in trouble meanwhile. */
final class Wave {
  private interface Step {
    void run(Round round) throws Exception;
  }

  private final List<Round> rounds;
  private final Optional<ServiceTrouble> trouble;

  Wave(List<Round> rounds, Optional<ServiceTrouble> trouble) {
    this.rounds = List.copyOf(rounds);
    this.trouble = trouble;
  }

  /**
   * Runs all to their ends.
   *
   * @param moment the service gets into trouble when so many erasures have been asked for
   */
  void run(VectorFaults store, int moment) throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      finish(start(threads, Round::begin));
      List<Future<?>> running =
          start(
              threads,
              round -> {
                round.ask(store);
                round.end(store);
              });
      if (trouble.isPresent()) {
        await()
            .atMost(Round.PATIENCE)
            .until(() -> rounds.stream().filter(Round::asked).count() >= moment || failed(running));
        if (!failed(running)) {
          trouble.get().happen(() -> !rounds.stream().allMatch(Round::confirmed));
        }
      }
      finish(running);
    }
  }

  private List<Future<?>> start(ExecutorService threads, Step step) {
    List<Future<?>> running = new ArrayList<>();
    for (Round round : rounds) {
      running.add(
          threads.submit(
              () -> {
                step.run(round);
                return null;
              }));
    }
    return running;
  }

  private static boolean failed(List<Future<?>> running) {
    return running.stream().anyMatch(one -> one.state() == Future.State.FAILED);
  }

  private static void finish(List<Future<?>> running) throws Exception {
    for (Future<?> one : running) {
      one.get();
    }
  }
}
