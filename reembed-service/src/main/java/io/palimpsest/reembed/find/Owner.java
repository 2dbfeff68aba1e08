package io.palimpsest.reembed.find;

import io.palimpsest.vectorstore.Metadata;
import io.palimpsest.vectorstore.Ownership;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * The tenant that every vector of a namespace must name.
 *
 * @param uids expected uid by metadata key
 */
public record Owner(Map<String, UUID> uids) {
  /** Copies the map. */
  public Owner {
    uids = Map.copyOf(uids);
  }

  static Owner ofTwin(UUID creator, UUID twin) {
    return new Owner(Map.of(Ownership.CREATOR_UID, creator, Ownership.TWIN_UID, twin));
  }

  static Owner ofCreator(UUID creator) {
    return new Owner(Map.of(Ownership.CREATOR_UID, creator));
  }

  static Owner ofOrganization(UUID organization) {
    return new Owner(Map.of(Ownership.ORGANIZATION_UID, organization));
  }

  /** Uid of the creator or organization. */
  public UUID tenant() {
    UUID creator = uids.get(Ownership.CREATOR_UID);
    return creator != null
        ? creator
        : Objects.requireNonNull(uids.get(Ownership.ORGANIZATION_UID), "whose a place is");
  }

  /** Whether the metadata names this tenant; missing ownership is somebody else's. */
  public boolean owns(Metadata metadata) {
    return uids.entrySet().stream()
        .allMatch(
            expected ->
                metadata
                    .text(expected.getKey())
                    .filter(expected.getValue().toString()::equals)
                    .isPresent());
  }
}
