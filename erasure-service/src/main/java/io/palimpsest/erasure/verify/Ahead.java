package io.palimpsest.erasure.verify;

import io.palimpsest.erasure.model.ErasureRequest;
import io.palimpsest.erasure.model.State;
import io.palimpsest.erasure.model.Task;
import io.palimpsest.erasure.participant.Participants;
import io.palimpsest.event.ErasureAction;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.function.Function;

/**
 * First readings that are made as soon as the vectors of a round are deleted, while the stages
 * after them are still at work: their time and the store's visibility bound then pass side by side.
 * A reading is only kept in memory; one that is lost is made again. Thread-safe.
 */
final class Ahead {
  /** Requests that leave a reading unused are few; more than these are not kept. */
  private static final int MOST = 256;

  private final Function<ErasureRequest, Reading> reader;
  private final Executor threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("verifier-ahead-", 0).factory());
  private final Map<Turn, CompletableFuture<Reading>> begun = new ConcurrentHashMap<>();

  /** A round of one request. */
  private record Turn(String ref, int round) {}

  Ahead(Function<ErasureRequest, Reading> reader) {
    this.reader = reader;
  }

  /** Begins the reading of the present round, once, when its vectors are deleted. */
  void begin(ErasureRequest request) {
    if (request.state() instanceof State.Deleting(int round)
        && vectorsAreDeleted(request, round)
        && begun.size() < MOST) {
      begun.computeIfAbsent(
          new Turn(request.ref(), round),
          turn -> CompletableFuture.supplyAsync(() -> reader.apply(request), threads));
    }
  }

  /** The reading that was begun for the round of this task, for its first attempt only. */
  Optional<Reading> take(ErasureRequest request, Task task) {
    CompletableFuture<Reading> reading = begun.remove(new Turn(request.ref(), task.round()));
    if (reading == null || task.attempt() > 1) {
      return Optional.empty();
    }
    try {
      return Optional.of(reading.join());
    } catch (CompletionException failed) {
      return Optional.empty();
    }
  }

  private static boolean vectorsAreDeleted(ErasureRequest request, int round) {
    return request.tasks().stream()
        .anyMatch(
            task ->
                task.participant().equals(Participants.VECTORS)
                    && task.action() == ErasureAction.ERASE
                    && task.round() == round
                    && task.done());
  }
}
