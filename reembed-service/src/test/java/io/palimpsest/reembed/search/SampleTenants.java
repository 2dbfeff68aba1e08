package io.palimpsest.reembed.search;

import io.palimpsest.event.ScopeRef;
import io.palimpsest.event.ScopeType;
import io.palimpsest.event.TenantChange;
import io.palimpsest.event.TenantChanged;
import io.palimpsest.tenancy.CreatorId;
import io.palimpsest.tenancy.OrganizationId;
import io.palimpsest.tenancy.Principal;
import io.palimpsest.tenancy.Role;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tenants and principals of tests. */
public final class SampleTenants {
  private SampleTenants() {}

  public static TenantChanged creator(String id, UUID uid) {
    return registered(List.of(new ScopeRef(ScopeType.CREATOR, id, uid)), null);
  }

  public static TenantChanged twin(String creator, UUID creatorUid, String id, UUID uid) {
    return registered(
        List.of(
            new ScopeRef(ScopeType.CREATOR, creator, creatorUid),
            new ScopeRef(ScopeType.TWIN, id, uid)),
        null);
  }

  public static TenantChanged organization(String id, String slug, UUID uid) {
    return registered(List.of(new ScopeRef(ScopeType.ORGANIZATION, id, uid)), slug);
  }

  public static Principal readerOf(CreatorId creator) {
    return new Principal("key-1", Set.of(Role.READER), Optional.of(creator), Set.of());
  }

  public static Principal readerOf(String... organizations) {
    return new Principal(
        "key-1",
        Set.of(Role.READER),
        Optional.empty(),
        Stream.of(organizations).map(OrganizationId::new).collect(Collectors.toSet()));
  }

  private static TenantChanged registered(List<ScopeRef> path, @Nullable String slug) {
    return new TenantChanged(
        UUID.randomUUID(),
        path.getLast().getUid(),
        path,
        1L,
        TenantChange.REGISTERED,
        slug,
        Instant.ofEpochMilli(0),
        "test");
  }
}
