package io.palimpsest.benchmarks.ground;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.palimpsest.event.Change;
import io.palimpsest.event.ScopeRef;
import io.palimpsest.event.ScopeType;
import io.palimpsest.event.SourceChanged;
import io.palimpsest.event.SourceState;
import io.palimpsest.event.TenantChange;
import io.palimpsest.event.TenantChanged;
import io.palimpsest.messaging.EventPublisher;
import io.palimpsest.reembed.text.Digests;
import io.palimpsest.topic.Topic;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A creator with one twin, and the changes of its sources, as ingest announces them. */
public final class Creator {
  private final ScopeRef creator;
  private final ScopeRef twin;
  private final EventPublisher publisher;

  private Creator(EventPublisher publisher) {
    String id = "c" + UUID.randomUUID().toString().substring(0, 12);
    this.creator = new ScopeRef(ScopeType.CREATOR, id, UUID.randomUUID());
    this.twin = new ScopeRef(ScopeType.TWIN, "coach", UUID.randomUUID());
    this.publisher = publisher;
  }

  static Creator register(EventPublisher publisher) {
    Creator self = new Creator(publisher);
    self.register(List.of(self.creator));
    self.register(List.of(self.creator, self.twin));
    return self;
  }

  /** Announces a revision of each text; sources are named by their place in the list. */
  public void announce(List<String> texts, long revision) {
    announce(0, texts, revision);
  }

  /**
   * Announces a revision of further texts.
   *
   * @param from place of the first one
   */
  public void announce(int from, List<String> texts, long revision) {
    for (int at = 0; at < texts.size(); at++) {
      String id = "source-" + (from + at);
      UUID uid = UUID.nameUUIDFromBytes((twin.getUid() + id).getBytes(UTF_8));
      publisher.publish(Topic.SOURCES, uid.toString(), change(id, uid, revision, texts.get(at)));
    }
  }

  private SourceChanged change(String id, UUID uid, long revision, String text) {
    byte[] bytes = text.getBytes(UTF_8);
    return new SourceChanged(
        UUID.randomUUID(),
        uid,
        List.of(creator, twin, new ScopeRef(ScopeType.SOURCE, id, uid)),
        revision,
        Change.UPSERT,
        Instant.now(),
        "bench",
        new SourceState(
            id, "text/plain", null, Map.of(), ByteBuffer.wrap(bytes), Digests.sha256(bytes)));
  }

  private void register(List<ScopeRef> path) {
    UUID uid = path.getLast().getUid();
    publisher
        .publish(
            Topic.TENANTS,
            uid.toString(),
            TenantChanged.newBuilder()
                .setEventId(UUID.randomUUID())
                .setUid(uid)
                .setScopePath(path)
                .setRevision(1)
                .setChange(TenantChange.REGISTERED)
                .setOccurredAt(Instant.now())
                .setProducer("bench")
                .build())
        .join();
  }
}
