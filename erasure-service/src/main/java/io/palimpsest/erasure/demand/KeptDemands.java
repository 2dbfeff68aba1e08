package io.palimpsest.erasure.demand;

import io.palimpsest.erasure.model.ErasureRequest;
import io.palimpsest.erasure.model.Mark;
import io.palimpsest.erasure.model.RequestJson;
import io.palimpsest.erasure.model.Requests;
import io.palimpsest.event.DemandKept;
import io.palimpsest.event.DemandKind;
import io.palimpsest.messaging.EventPublisher;
import io.palimpsest.topic.Topic;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** Copies on their topic. */
@ApplicationScoped
class KeptDemands implements Demands {
  private static final long SECONDS = 15;

  private final RequestJson json = new RequestJson();
  private final Requests requests;
  private final Keys keys;
  private final EventPublisher publisher;
  private final Clock clock;

  KeptDemands(Requests requests, Keys keys, EventPublisher publisher, Clock clock) {
    this.requests = requests;
    this.keys = keys;
    this.publisher = publisher;
    this.clock = clock;
  }

  /**
   * Two that keep the same request may overtake each other, so whoever has written reads again: the
   * last one on the topic is never older than what its writer found after it.
   */
  @Override
  public void keep(UUID request) {
    Optional<ErasureRequest> present =
        requests.find(request).filter(found -> !found.demand().options().dryRun());
    while (present.isPresent()) {
      ErasureRequest copied = present.get();
      keep(copied);
      present = requests.find(request).filter(next -> !Mark.of(next).equals(Mark.of(copied)));
    }
  }

  private void keep(ErasureRequest request) {
    boolean nameless = Mark.of(request).nameless();
    String key = nameless ? CopyKeys.nameless(request.id()) : CopyKeys.named(request.id());
    String context = Copy.context(request.id(), DemandKind.REQUEST, request.version());
    byte[] sealed = keys.make(key).seal(json.bytes(request), context);
    publish(
        new DemandKept(
            request.id(),
            DemandKind.REQUEST,
            request.ref(),
            request.version(),
            key,
            ByteBuffer.wrap(sealed),
            clock.instant()));
    if (nameless) {
      keys.destroy(CopyKeys.named(request.id()));
    }
  }

  @Override
  public void keep(Hold hold) {
    boolean released = hold.releasedAt() != null;
    long version = released ? 1 : 0;
    String key = released ? CopyKeys.nameless(hold.id()) : CopyKeys.named(hold.id());
    String context = Copy.context(hold.id(), DemandKind.HOLD, version);
    byte[] sealed = keys.make(key).seal(json.bytes(released ? hold.nameless() : hold), context);
    publish(
        new DemandKept(
            hold.id(),
            DemandKind.HOLD,
            null,
            version,
            key,
            ByteBuffer.wrap(sealed),
            clock.instant()));
    if (released) {
      keys.destroy(CopyKeys.named(hold.id()));
    }
  }

  private void publish(DemandKept copy) {
    try {
      publisher
          .publish(Topic.ERASURE_DEMANDS, copy.getId().toString(), copy)
          .orTimeout(SECONDS, TimeUnit.SECONDS)
          .join();
    } catch (CompletionException unknown) {
      throw new NotKeptException(unknown);
    }
  }
}
