package io.palimpsest.reembed.index;

import io.palimpsest.event.Change;
import io.palimpsest.event.ScopeRef;
import io.palimpsest.event.ScopeType;
import io.palimpsest.event.SourceChanged;
import io.palimpsest.event.SourceState;
import io.palimpsest.event.TenantChange;
import io.palimpsest.event.TenantChanged;
import io.palimpsest.messaging.EventPublisher;
import io.palimpsest.sealing.DataKey;
import io.palimpsest.sealing.SealedStates;
import io.palimpsest.topic.Topic;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.utils.Utils;

/** A twin of a creator of its own, and what its upstream says of it. */
final class Twin {
  final String creator;
  final String twin = "coach";
  final UUID creatorUid = UUID.randomUUID();
  final UUID twinUid = UUID.randomUUID();
  private final EventPublisher publisher;
  private final Map<String, UUID> readmitted = new ConcurrentHashMap<>();

  Twin(EventPublisher publisher) {
    this(publisher, "c" + UUID.randomUUID().toString().substring(0, 12));
  }

  private Twin(EventPublisher publisher, String creator) {
    this.publisher = publisher;
    this.creator = creator;
  }

  /** The same names under other uids. */
  Twin readmitted() {
    return new Twin(publisher, creator).register();
  }

  Twin register() {
    ScopeRef owner = new ScopeRef(ScopeType.CREATOR, creator, creatorUid);
    ScopeRef self = new ScopeRef(ScopeType.TWIN, twin, twinUid);
    publisher.publish(Topic.TENANTS, creatorUid.toString(), tenant(creatorUid, owner)).join();
    publisher.publish(Topic.TENANTS, twinUid.toString(), tenant(twinUid, owner, self)).join();
    return this;
  }

  String namespace() {
    return "creator_" + creator + "_twin_" + twin;
  }

  /** The source under another uid from now on, in the same twin; the one that it had until now. */
  UUID admitAgain(String source) {
    UUID before = uid(source);
    readmitted.put(source, UUID.randomUUID());
    return before;
  }

  UUID uid(String source) {
    UUID again = readmitted.get(source);
    return again != null ? again : first(source);
  }

  private UUID first(String source) {
    return UUID.nameUUIDFromBytes((twinUid + source).getBytes(StandardCharsets.UTF_8));
  }

  /** An id of a source whose changes are in that partition. */
  String idIn(int partition, String name) {
    for (int attempt = 0; ; attempt++) {
      String id = name + "." + attempt;
      byte[] key = uid(id).toString().getBytes(StandardCharsets.UTF_8);
      if (Utils.toPositive(Utils.murmur2(key)) % Topic.SOURCES.partitions() == partition) {
        return id;
      }
    }
  }

  SourceChanged upsert(String source, long revision, String text, Map<String, Object> metadata) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    SourceState state =
        new SourceState(
            "Title of " + source,
            "text/plain",
            null,
            metadata,
            ByteBuffer.wrap(bytes),
            io.palimpsest.reembed.text.Digests.sha256(bytes));
    return event(source, revision, Change.UPSERT, state);
  }

  SourceChanged delete(String source, long revision) {
    return event(source, revision, Change.DELETE, null);
  }

  void publish(SourceChanged event) {
    publisher.publish(Topic.SOURCES, event.getUid().toString(), event).join();
  }

  void publishAsync(SourceChanged event) {
    publisher.publish(Topic.SOURCES, event.getUid().toString(), event);
  }

  void putSealed(String source, long revision, String text, DataKey key) {
    SourceChanged event = upsert(source, revision, text, Map.of());
    event.setState(SealedStates.seal(uid(source), (SourceState) event.getState(), key));
    publish(event);
  }

  void put(String source, long revision, String text) {
    publish(upsert(source, revision, text, Map.of("lang", "en")));
  }

  private SourceChanged event(String source, long revision, Change change, SourceState state) {
    return new SourceChanged(
        UUID.randomUUID(),
        uid(source),
        List.of(
            new ScopeRef(ScopeType.CREATOR, creator, creatorUid),
            new ScopeRef(ScopeType.TWIN, twin, twinUid),
            new ScopeRef(ScopeType.SOURCE, source, uid(source))),
        revision,
        change,
        Instant.now(),
        "test",
        state);
  }

  private static TenantChanged tenant(UUID uid, ScopeRef... path) {
    return TenantChanged.newBuilder()
        .setEventId(UUID.randomUUID())
        .setUid(uid)
        .setScopePath(List.of(path))
        .setRevision(1)
        .setChange(TenantChange.REGISTERED)
        .setOccurredAt(Instant.now())
        .setProducer("test")
        .build();
  }
}
