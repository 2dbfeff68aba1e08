package io.palimpsest.reembed.find;

import io.palimpsest.vectorstore.TenantHandle;

/**
 * A namespace to look in.
 *
 * @param handle opens it
 * @param owner whose everything in it must be
 */
public record Place(TenantHandle handle, Owner owner) {
  /** Name of the namespace. */
  public String name() {
    return handle.namespace().name();
  }
}
