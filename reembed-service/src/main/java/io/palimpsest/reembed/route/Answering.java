package io.palimpsest.reembed.route;

import java.util.UUID;

/** Which target answers for a tenant. */
@FunctionalInterface
public interface Answering {
  /** Name of the target that answers for an organization or a creator. */
  String target(UUID tenant);
}
