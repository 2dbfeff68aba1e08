package io.palimpsest.vectorstore;

/**
 * One index of a vector store. There is no way to a namespace but through a handle: of a tenant, or
 * of maintenance, which has a name, a reason, and is logged.
 */
public interface VectorStore extends AutoCloseable {
  /** The namespace of the handle's tenant. Cheap; keep nothing. */
  NamespaceVectors forTenant(TenantHandle handle);

  /**
   * Everything, for work that is not a tenant's: migration, reconcile, erasure, verification.
   *
   * @param name what works here, such as {@code reconcile}; part of the log
   * @param reason why, such as the reference of a request; part of the log
   */
  Maintenance maintenance(String name, String reason);

  /** Closes the connection; calls under way fail. */
  @Override
  void close();
}
