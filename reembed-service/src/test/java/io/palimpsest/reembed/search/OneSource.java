package io.palimpsest.reembed.search;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.palimpsest.event.Change;
import io.palimpsest.event.ScopeRef;
import io.palimpsest.event.ScopeType;
import io.palimpsest.event.SourceChanged;
import io.palimpsest.event.SourceState;
import io.palimpsest.messaging.EventPublisher;
import io.palimpsest.reembed.text.Digests;
import io.palimpsest.topic.Topic;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A creator with a twin, {@link #TWIN}, and one source, whose changes it publishes. */
public final class OneSource {
  public static final String TWIN = "coach";
  private final String creator = "c" + UUID.randomUUID().toString().substring(0, 12);
  private final UUID creatorUid = UUID.randomUUID();
  private final UUID twinUid = UUID.randomUUID();
  private final UUID uid = UUID.randomUUID();
  private final EventPublisher publisher;

  private OneSource(EventPublisher publisher) {
    this.publisher = publisher;
  }

  public static OneSource register(EventPublisher publisher) {
    OneSource self = new OneSource(publisher);
    publisher
        .publish(
            Topic.TENANTS,
            self.creatorUid.toString(),
            SampleTenants.creator(self.creator, self.creatorUid))
        .join();
    publisher
        .publish(
            Topic.TENANTS,
            self.twinUid.toString(),
            SampleTenants.twin(self.creator, self.creatorUid, TWIN, self.twinUid))
        .join();
    return self;
  }

  public String creator() {
    return creator;
  }

  public UUID uid() {
    return uid;
  }

  public void upsert(long revision, String text) {
    byte[] bytes = text.getBytes(UTF_8);
    publish(
        Change.UPSERT,
        revision,
        new SourceState(
            "Note", "text/plain", null, Map.of(), ByteBuffer.wrap(bytes), Digests.sha256(bytes)));
  }

  public void delete(long revision) {
    publish(Change.DELETE, revision, null);
  }

  private void publish(Change change, long revision, @Nullable SourceState state) {
    publisher
        .publish(
            Topic.SOURCES,
            uid.toString(),
            new SourceChanged(
                UUID.randomUUID(),
                uid,
                List.of(
                    new ScopeRef(ScopeType.CREATOR, creator, creatorUid),
                    new ScopeRef(ScopeType.TWIN, TWIN, twinUid),
                    new ScopeRef(ScopeType.SOURCE, "note", uid)),
                revision,
                change,
                Instant.now(),
                "test",
                state))
        .join();
  }
}
