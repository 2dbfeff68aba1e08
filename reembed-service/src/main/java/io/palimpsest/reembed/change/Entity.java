package io.palimpsest.reembed.change;

import io.palimpsest.vectorstore.Ownership;
import java.util.List;
import java.util.UUID;

/**
 * An item or a source, in the one admission that its uids name.
 *
 * @param owner ids and uids of the entity and of all scopes that hold it
 */
public record Entity(Ownership owner) {
  /** Uid of the entity itself. */
  public UUID uid() {
    return uids().getLast();
  }

  /** Uid of the organization or creator that it belongs to. */
  public UUID tenant() {
    return uids().getFirst();
  }

  /** Uids on its path, outermost first. A fence on any of them holds it. */
  public List<UUID> uids() {
    return switch (owner) {
      case Ownership.OfSource s -> List.of(s.creatorUid(), s.twinUid(), s.sourceUid());
      case Ownership.OfItem i -> List.of(i.organizationUid(), i.profileUid(), i.itemUid());
    };
  }

  /** Public id of the entity, unique within its namespace. */
  public String id() {
    return switch (owner) {
      case Ownership.OfSource s -> s.source().value();
      case Ownership.OfItem i -> i.item().value();
    };
  }
}
