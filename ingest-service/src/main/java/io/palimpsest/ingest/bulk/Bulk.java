package io.palimpsest.ingest.bulk;

import io.palimpsest.access.Problem;
import io.palimpsest.access.ProblemException;
import io.palimpsest.access.body.BodyRoom;
import io.palimpsest.ingest.entry.Change;
import io.palimpsest.ingest.entry.Outcome;
import io.palimpsest.ingest.entry.Refusal;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.buffer.Buffer;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Runs bulk submissions. No thread waits for lines, for announcements, or for who reads results.
 */
@Singleton
public final class Bulk {
  private final BulkLimits limits;

  Bulk(BulkLimits limits) {
    this.limits = limits;
  }

  /**
   * Works through all lines and answers one result per line. What was answered is durable, and the
   * whole can be sent again. When the lines end before their end, or come too slowly, each that was
   * read has its result, and a last result says why there are no more; with none that was read, the
   * stream fails.
   *
   * @param lines the body as it comes
   * @param room for what is kept of it; closed at the end
   * @param faults what the lines are told for which parser or writer failed
   */
  public <S> Multi<LineResult> run(
      Multi<Buffer> lines,
      BodyRoom room,
      LineParser<S> parser,
      Function<List<Change<S>>, List<Outcome>> writer,
      Function<RuntimeException, Refusal> faults) {
    BulkRun<S> run = new BulkRun<>(new BulkRun.Job<>(parser, writer, faults), limits, room);
    Multi<List<LineResult>> taken =
        lines
            .onItem()
            .transformToUniAndConcatenate(
                bytes ->
                    working(() -> run.take(bytes.getBytes()))
                        .call(() -> Uni.createFrom().completionStage(run::pace)));
    return Multi.createBy()
        .concatenating()
        .streams(taken, Multi.createFrom().uni(working(run::end)))
        .onFailure(ProblemException.class)
        .recoverWithMulti(fault -> broken(run, fault))
        .onItem()
        .<LineResult>disjoint()
        .onTermination()
        .invoke(room::close);
  }

  private static <S> Multi<List<LineResult>> broken(BulkRun<S> run, Throwable fault) {
    if (!run.hasAnswers()) {
      return Multi.createFrom().failure(fault);
    }
    Problem problem = ((ProblemException) fault).problem();
    Refusal why = Refusal.of(problem.status(), problem.code(), problem.detail());
    return Multi.createFrom().uni(working(() -> run.broken(why)));
  }

  private static Uni<List<LineResult>> working(Supplier<List<LineResult>> work) {
    return Uni.createFrom().item(work).runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
  }
}
