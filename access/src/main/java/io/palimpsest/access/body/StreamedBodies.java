package io.palimpsest.access.body;

import io.smallrye.mutiny.Multi;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.Objects;

/** Bodies that are taken as they come. */
@Singleton
public final class StreamedBodies {
  private final BodyRules rules;
  private final BodyConfig config;
  private final Held held;

  StreamedBodies(BodyRules rules, BodyConfig config, Held held) {
    this.rules = rules;
    this.config = config;
    this.held = held;
  }

  /**
   * The body of a request, to be subscribed to once. Nothing is read that was not asked for, and no
   * thread waits. Fails with a {@link io.palimpsest.access.ProblemException}: 408 when it comes too
   * slowly, 413 when it is too large, 400 when the caller left before its end.
   */
  public Multi<Buffer> of(RoutingContext context) {
    Buffer complete = context.body().buffer();
    if (complete != null) {
      return Multi.createFrom().item(complete);
    }
    long largest = rules.of(context.normalizedPath()).largest();
    Pace pace = new Pace(config.patience(), config.slowest());
    return Multi.createFrom().publisher(new Streaming(context, loop(context), largest, pace));
  }

  /** Room for what is kept of a streamed body; it is closed when the request is over. */
  public BodyRoom room(RoutingContext context) {
    BodyRoom room = held.open(WhoSends.told(context));
    loop(context).runOnContext(now -> Answered.then(context, room::close));
    return room;
  }

  private static Context loop(RoutingContext context) {
    return Objects.requireNonNull(
        context.get(BodyDoor.LOOP), "the path of a streamed body has a rule");
  }
}
