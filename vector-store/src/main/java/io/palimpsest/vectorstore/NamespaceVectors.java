package io.palimpsest.vectorstore;

import io.palimpsest.fencing.Work;
import java.util.Collection;
import java.util.List;

/**
 * Reads from and writes to one namespace. Each request of a write is announced to its work right
 * before it is sent, carries the work's deadline, and is reported back when the store answered.
 * Nothing is retried here. On return all requests were acknowledged; on a throw any prefix of them
 * may have been applied: writes are idempotent, so send all again.
 */
public interface NamespaceVectors extends NamespaceReader {
  /** Writes the records, replacing those of the same id, in as many requests as limits ask. */
  WriteReceipt upsert(List<VectorRecord> records, Work work);

  /** Deletes by id; absent ids are no error. */
  WriteReceipt deleteIds(Collection<String> ids, Work work);

  /** Deletes what the filter finds. */
  WriteReceipt deleteMatching(Filter filter, Work work);

  /** Drops the namespace with everything in it; an absent one is no error. */
  WriteReceipt drop(Work work);
}
