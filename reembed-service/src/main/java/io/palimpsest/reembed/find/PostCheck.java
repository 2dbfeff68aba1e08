package io.palimpsest.reembed.find;

import io.palimpsest.vectorstore.Metadata;
import io.palimpsest.vectorstore.Ownership;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Looks at each match once more, by its own metadata: the namespace it came from proves nothing. A
 * fence goes first: what waits for its erasure is no leak.
 */
final class PostCheck {
  private final Fences fences;

  PostCheck(Fences fences) {
    this.fences = fences;
  }

  Sight look(Metadata metadata, Owner owner, String model) {
    if (isFenced(metadata)) {
      return Sight.FENCED;
    }
    if (!owner.owns(metadata)) {
      return Sight.FOREIGN;
    }
    return metadata.text(Ownership.MODEL).filter(model::equals).isPresent()
        ? Sight.VISIBLE
        : Sight.STALE;
  }

  private boolean isFenced(Metadata metadata) {
    List<UUID> uids = new ArrayList<>();
    for (String key : Ownership.UID_KEYS) {
      metadata.text(key).flatMap(Uids::parse).ifPresent(uids::add);
    }
    return !uids.isEmpty() && fences.isFenced(uids);
  }
}
