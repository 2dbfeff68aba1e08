package io.palimpsest.reembed.repair;

import io.palimpsest.reembed.change.Entity;
import io.palimpsest.tenancy.CreatorId;
import io.palimpsest.tenancy.InvalidIdException;
import io.palimpsest.tenancy.ItemId;
import io.palimpsest.tenancy.OrganizationId;
import io.palimpsest.tenancy.ProfileId;
import io.palimpsest.tenancy.SourceId;
import io.palimpsest.tenancy.TwinId;
import io.palimpsest.vectorstore.Ownership;
import io.palimpsest.vectorstore.TenantHandle;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The namespace of a live tenant.
 *
 * @param handle opens it
 * @param ids public ids of the scopes that it is of, outermost first
 * @param uids their uids
 */
record Home(TenantHandle handle, List<String> ids, List<UUID> uids) {
  private static final ProfileId NO_PROFILE = new ProfileId("reconcile");

  /** Name of the namespace. */
  String name() {
    return handle.namespace().name();
  }

  /** Public id of the entity that a vector belongs to. */
  static String entity(String vector) {
    int hash = vector.indexOf('#');
    return hash < 0 ? vector : vector.substring(0, hash);
  }

  /**
   * An entity that stands for one that nobody knows, so that a row in the ledger can keep its place
   * while something is deleted there; empty when no entity can ever have the id.
   */
  Optional<Entity> caretaker(String entity) {
    try {
      return Optional.of(new Entity(owner(entity)));
    } catch (InvalidIdException e) {
      return Optional.empty();
    }
  }

  private Ownership owner(String entity) {
    return switch (uids.size()) {
      case 1 ->
          new Ownership.OfItem(
              new OrganizationId(ids.getFirst()),
              NO_PROFILE,
              new ItemId(entity),
              uids.getFirst(),
              UUID.randomUUID(),
              UUID.randomUUID());
      default ->
          new Ownership.OfSource(
              new CreatorId(ids.getFirst()),
              new TwinId(ids.getLast()),
              new SourceId(entity),
              uids.getFirst(),
              uids.getLast(),
              UUID.randomUUID());
    };
  }
}
