package io.palimpsest.local.vectors.fault;

import io.palimpsest.local.vectors.call.Call;
import io.palimpsest.local.vectors.call.CallHandler;
import io.palimpsest.local.vectors.call.ConnectionLost;
import io.palimpsest.local.vectors.call.Reason;
import io.palimpsest.local.vectors.call.Refusal;
import io.palimpsest.local.vectors.call.Reply;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Does to calls what the faults say. */
public final class Faulty implements CallHandler {
  private static final Logger LOG = Logger.getLogger(Faulty.class);

  private final Faults faults;
  private final CallHandler next;
  private final Executor workers;

  public Faulty(Faults faults, CallHandler next, Executor workers) {
    this.faults = faults;
    this.next = next;
    this.workers = workers;
  }

  @Override
  public CompletionStage<Reply> handle(Call call) {
    Optional<Fault> fault = faults.firing(call);
    return fault.isEmpty() ? next.handle(call) : befall(call, fault.get().effect());
  }

  private CompletionStage<Reply> befall(Call call, Effect effect) {
    return switch (effect) {
      case Effect.Fail fail -> CompletableFuture.failedStage(refusal(fail));
      case Effect.Delay delay -> later(delay.time(), call);
      case Effect.LandLate late -> landLate(call, late);
      case Effect.LoseAnswer lose ->
          next.handle(call)
              .thenCompose(reply -> CompletableFuture.failedStage(new ConnectionLost()));
    };
  }

  private static Refusal refusal(Effect.Fail fail) {
    Map<String, String> headers =
        fail.retryAfterSeconds() < 0
            ? Map.of()
            : Map.of("retry-after", Integer.toString(fail.retryAfterSeconds()));
    return new Refusal(fail.reason(), fail.message(), headers);
  }

  private CompletionStage<Reply> landLate(Call call, Effect.LandLate late) {
    later(late.after(), call)
        .whenComplete(
            (reply, failure) -> {
              if (failure != null) {
                LOG.warnf("a late %s did not land: %s", call.operation(), failure.getMessage());
              }
            });
    return late.answered()
        ? CompletableFuture.failedStage(new Refusal(Reason.UNAVAILABLE, "upstream timed out"))
        : new CompletableFuture<>();
  }

  private CompletionStage<Reply> later(Duration time, Call call) {
    return CompletableFuture.supplyAsync(
            () -> next.handle(call),
            CompletableFuture.delayedExecutor(time.toMillis(), TimeUnit.MILLISECONDS, workers))
        .thenCompose(reply -> reply);
  }
}
