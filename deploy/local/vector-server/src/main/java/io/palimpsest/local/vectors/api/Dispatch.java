package io.palimpsest.local.vectors.api;

import io.palimpsest.local.vectors.call.Call;
import io.palimpsest.local.vectors.call.CallHandler;
import io.palimpsest.local.vectors.call.ConnectionLost;
import io.palimpsest.local.vectors.call.Reason;
import io.palimpsest.local.vectors.call.Refusal;
import io.palimpsest.local.vectors.call.Reply;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Carries calls from the event loop to a worker, and their answers back. */
public final class Dispatch {
  private static final Logger LOG = Logger.getLogger(Dispatch.class);

  private final Vertx vertx;
  private final Executor workers;
  private final CallHandler handler;

  public Dispatch(Vertx vertx, Executor workers, CallHandler handler) {
    this.vertx = vertx;
    this.workers = workers;
    this.handler = handler;
  }

  /** How a wire gives back what became of a call. */
  interface Caller {
    void answer(Reply reply);

    void refuse(Refusal refusal);

    /** Cuts the connection. */
    void hangUp();
  }

  /** The caller is told at most once, on the context that this was called on. */
  void dispatch(Call call, Caller caller) {
    Context context = vertx.getOrCreateContext();
    workers.execute(
        () ->
            handle(call)
                .whenComplete(
                    (reply, failure) ->
                        context.runOnContext(ignored -> tell(caller, reply, failure))));
  }

  private static void tell(Caller caller, Reply reply, @Nullable Throwable failure) {
    if (failure == null) {
      caller.answer(reply);
    } else if (cause(failure) instanceof ConnectionLost) {
      caller.hangUp();
    } else {
      caller.refuse(refusal(failure));
    }
  }

  private CompletionStage<Reply> handle(Call call) {
    try {
      return handler.handle(call);
    } catch (RuntimeException e) {
      return CompletableFuture.failedStage(e);
    }
  }

  private static Throwable cause(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }

  static Refusal refusal(Throwable failure) {
    Throwable cause = cause(failure);
    if (cause instanceof Refusal refusal) {
      return refusal;
    }
    LOG.error("a call failed", cause);
    return new Refusal(Reason.INTERNAL, "Internal error");
  }
}
