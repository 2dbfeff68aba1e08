package io.palimpsest.messaging;

import io.palimpsest.event.ScopeFenced;
import io.palimpsest.event.ScopeRef;
import io.palimpsest.event.ScopeType;
import io.palimpsest.event.TenantChange;
import io.palimpsest.event.TenantChanged;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Events to encode. */
final class Samples {
  static final UUID UID = UUID.fromString("6f1c1d6e-52c5-4a5b-9d38-0c7a3a0a7d0e");

  private Samples() {}

  static ScopeFenced fence(UUID uid) {
    return ScopeFenced.newBuilder()
        .setUid(uid)
        .setType(ScopeType.TWIN)
        .setRequestRef("er_5b0c2f9d11aa")
        .setOccurredAt(Instant.ofEpochMilli(1767225600000L))
        .build();
  }

  static TenantChanged organization() {
    return TenantChanged.newBuilder()
        .setEventId(UID)
        .setUid(UID)
        .setScopePath(List.of(new ScopeRef(ScopeType.ORGANIZATION, "org_acme", UID)))
        .setRevision(1)
        .setChange(TenantChange.REGISTERED)
        .setSlug("acme")
        .setOccurredAt(Instant.ofEpochMilli(1767225600000L))
        .setProducer("test/1")
        .build();
  }
}
