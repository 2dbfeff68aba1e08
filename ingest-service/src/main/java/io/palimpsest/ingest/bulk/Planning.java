package io.palimpsest.ingest.bulk;

import io.palimpsest.ingest.entry.Refusal;
import io.palimpsest.ingest.registry.Creator;
import io.palimpsest.ingest.registry.Registry;
import io.palimpsest.ingest.registry.Tenant;
import io.palimpsest.ingest.registry.Twin;
import io.palimpsest.ingest.source.SourceDraft;
import io.palimpsest.ingest.source.Sources;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Says what the rows would do, and writes nothing. Remembers the tenants that the file brings. */
final class Planning implements Importer {
  private static final String SEPARATOR = "/";

  private final Registry registry;
  private final Sources sources;
  private final Set<String> brought = new HashSet<>();

  Planning(Registry registry, Sources sources) {
    this.registry = registry;
    this.sources = sources;
  }

  @Override
  public Effect take(Row row) {
    return switch (row) {
      case Row.CreatorRow creator -> creator(creator);
      case Row.TwinRow twin -> twin(twin);
      case Row.SourceRow source -> source(source);
    };
  }

  private Effect creator(Row.CreatorRow row) {
    String id = Rows.creatorId(row).value();
    Creator wanted = Rows.creator(row);
    Optional<Effect> known =
        registry.creator(id).map(tenant -> compared(tenant.state().equals(wanted)));
    return known.orElseGet(() -> bring(id));
  }

  private Effect twin(Row.TwinRow row) {
    String creator = Rows.creatorId(row).value();
    String id = Rows.twinId(row).value();
    Twin wanted = Rows.twin(row);
    Optional<Tenant<Creator>> parent = registry.creator(creator);
    if (parent.isEmpty() && !brought.contains(creator)) {
      return new Effect.Refused(Refusal.noTenant());
    }
    return parent
        .flatMap(tenant -> registry.twin(tenant, id))
        .map(tenant -> compared(tenant.state().equals(wanted)))
        .orElseGet(() -> bring(creator + SEPARATOR + id));
  }

  private Effect source(Row.SourceRow row) {
    String creator = Rows.creatorId(row).value();
    String twin = Rows.twinId(row).value();
    SourceDraft draft = Rows.draft(row);
    var id = Rows.sourceId(row);
    Optional<Tenant<Twin>> parent =
        registry.creator(creator).flatMap(tenant -> registry.twin(tenant, twin));
    if (parent.isEmpty() && !brought.contains(creator + SEPARATOR + twin)) {
      return new Effect.Refused(Refusal.noTenant());
    }
    return parent
        .flatMap(tenant -> sources.find(tenant.path(), id))
        .map(entry -> compared(sources.isSame(entry, draft)))
        .orElseGet(() -> bring(creator + SEPARATOR + twin + SEPARATOR + id.value()));
  }

  /** The first line of a name creates it; a further one changes it at the most. */
  private Effect bring(String name) {
    return brought.add(name) ? new Effect.Create() : new Effect.Change();
  }

  private static Effect compared(boolean same) {
    return same ? new Effect.Same() : new Effect.Change();
  }
}
