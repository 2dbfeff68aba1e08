package io.palimpsest.reembed.change;

import io.palimpsest.event.ScopeRef;
import io.palimpsest.event.ScopeType;
import io.palimpsest.tenancy.CreatorId;
import io.palimpsest.tenancy.InvalidIdException;
import io.palimpsest.tenancy.ItemId;
import io.palimpsest.tenancy.OrganizationId;
import io.palimpsest.tenancy.ProfileId;
import io.palimpsest.tenancy.SourceId;
import io.palimpsest.tenancy.TwinId;
import io.palimpsest.vectorstore.Ownership;
import java.util.List;
import java.util.UUID;

/** Scope paths of events, outermost first, to entities and back. */
public final class Paths {
  private static final List<ScopeType> SOURCE =
      List.of(ScopeType.CREATOR, ScopeType.TWIN, ScopeType.SOURCE);
  private static final List<ScopeType> ITEM =
      List.of(ScopeType.ORGANIZATION, ScopeType.PROFILE, ScopeType.ITEM);

  private Paths() {}

  /**
   * The entity at the end of a path.
   *
   * @throws InvalidChangeException when the path is none of an item or a source
   */
  public static Entity entity(List<ScopeRef> path) {
    List<ScopeType> types = path.stream().map(ScopeRef::getType).toList();
    try {
      if (types.equals(SOURCE)) {
        return new Entity(source(path));
      }
      if (types.equals(ITEM)) {
        return new Entity(item(path));
      }
    } catch (InvalidIdException e) {
      throw new InvalidChangeException("change.invalid_" + e.field());
    }
    throw new InvalidChangeException("change.scope_path");
  }

  /** The path of an entity, as events carry it. */
  public static List<ScopeRef> of(Entity entity) {
    List<UUID> uids = entity.uids();
    return switch (entity.owner()) {
      case Ownership.OfSource s ->
          List.of(
              new ScopeRef(ScopeType.CREATOR, s.creator().value(), uids.get(0)),
              new ScopeRef(ScopeType.TWIN, s.twin().value(), uids.get(1)),
              new ScopeRef(ScopeType.SOURCE, s.source().value(), uids.get(2)));
      case Ownership.OfItem i ->
          List.of(
              new ScopeRef(ScopeType.ORGANIZATION, i.organization().value(), uids.get(0)),
              new ScopeRef(ScopeType.PROFILE, i.profile().value(), uids.get(1)),
              new ScopeRef(ScopeType.ITEM, i.item().value(), uids.get(2)));
    };
  }

  private static Ownership source(List<ScopeRef> path) {
    return new Ownership.OfSource(
        new CreatorId(path.get(0).getId()),
        new TwinId(path.get(1).getId()),
        new SourceId(path.get(2).getId()),
        path.get(0).getUid(),
        path.get(1).getUid(),
        path.get(2).getUid());
  }

  private static Ownership item(List<ScopeRef> path) {
    return new Ownership.OfItem(
        new OrganizationId(path.get(0).getId()),
        new ProfileId(path.get(1).getId()),
        new ItemId(path.get(2).getId()),
        path.get(0).getUid(),
        path.get(1).getUid(),
        path.get(2).getUid());
  }
}
