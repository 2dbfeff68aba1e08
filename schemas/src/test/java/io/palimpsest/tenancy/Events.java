package io.palimpsest.tenancy;

import io.palimpsest.event.ScopeRef;
import io.palimpsest.event.ScopeType;
import io.palimpsest.event.TenantChange;
import io.palimpsest.event.TenantChanged;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Events of the registry. */
final class Events {
  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

  private Events() {}

  static TenantChanged organization(
      UUID uid, String id, String slug, long revision, TenantChange change) {
    return TenantChanged.newBuilder(
            event(uid, List.of(new ScopeRef(ScopeType.ORGANIZATION, id, uid)), revision, change))
        .setSlug(slug)
        .build();
  }

  static TenantChanged creator(UUID uid, String id, long revision, TenantChange change) {
    return event(uid, List.of(new ScopeRef(ScopeType.CREATOR, id, uid)), revision, change);
  }

  static TenantChanged twin(UUID uid, UUID creatorUid, String creator, String twin) {
    return event(
        uid,
        List.of(
            new ScopeRef(ScopeType.CREATOR, creator, creatorUid),
            new ScopeRef(ScopeType.TWIN, twin, uid)),
        1,
        TenantChange.REGISTERED);
  }

  static TenantChanged event(UUID uid, List<ScopeRef> path, long revision, TenantChange change) {
    return TenantChanged.newBuilder()
        .setEventId(new UUID(9, revision))
        .setUid(uid)
        .setScopePath(path)
        .setRevision(revision)
        .setChange(change)
        .setOccurredAt(START.plusSeconds(revision))
        .setProducer("test/1")
        .build();
  }
}
