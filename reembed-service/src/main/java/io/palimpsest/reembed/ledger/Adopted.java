package io.palimpsest.reembed.ledger;

import java.util.List;
import java.util.UUID;

/**
 * A vector that was made elsewhere and copied in as it was. No row names it: its id does not begin
 * with an entity's, and nobody has its text.
 *
 * @param target name of the target that it is in
 * @param namespace namespace that it is in
 * @param vector its id
 * @param source id of the source that it is of; a change of that source replaces it
 * @param uids uids of the scopes that hold it, outermost first
 * @param model model that made it
 * @param digest digest of its id, values and metadata as they were
 */
public record Adopted(
    String target,
    String namespace,
    String vector,
    String source,
    List<UUID> uids,
    String model,
    String digest) {
  /** Copies the uids. */
  public Adopted {
    uids = List.copyOf(uids);
  }
}
