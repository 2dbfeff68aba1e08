package io.palimpsest.reembed.index;

import io.palimpsest.fencing.DeadlinePassedException;
import io.palimpsest.fencing.Work;
import io.palimpsest.reembed.ledger.RowKey;
import io.palimpsest.vectorstore.Batches;
import io.palimpsest.vectorstore.NamespaceVectors;
import io.palimpsest.vectorstore.VectorRecord;
import io.palimpsest.vectorstore.VectorStore;
import io.palimpsest.vectorstore.VectorStoreException;
import io.palimpsest.vectorstore.WriteReceipt;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Sends the slices of one namespace: all writes, then all deletes. Together as long as the store
 * takes them; when it rejects a request its slices are sent in halves until the bad one is alone.
 */
final class StoreSender {
  private final VectorStore store;
  private final Resilience resilience;
  private final Step steps;
  private final WriteMeter meter;

  StoreSender(VectorStore store, Resilience resilience, Step steps, WriteMeter meter) {
    this.store = store;
    this.resilience = resilience;
    this.steps = steps;
    this.meter = meter;
  }

  /** What became of each slice: acknowledged, rejected, or not finished. */
  Map<RowKey, Sending> send(List<Slice> slices, Work work) throws InterruptedException {
    Map<RowKey, Sending> outcomes = new HashMap<>();
    NamespaceVectors namespace = store.forTenant(slices.getFirst().handle());
    send(namespace, slices, work, outcomes);
    return outcomes;
  }

  private void send(
      NamespaceVectors namespace, List<Slice> slices, Work work, Map<RowKey, Sending> outcomes)
      throws InterruptedException {
    Sending sending = attempt(namespace, slices, work);
    if (sending instanceof Sending.Rejected && slices.size() > 1) {
      for (List<Slice> half : Batches.halves(slices)) {
        send(namespace, half, work, outcomes);
      }
      return;
    }
    slices.forEach(slice -> outcomes.put(slice.opened().key(), sending));
  }

  private Sending attempt(NamespaceVectors namespace, List<Slice> slices, Work work)
      throws InterruptedException {
    List<VectorRecord> writes = new ArrayList<>();
    List<String> deletes = new ArrayList<>();
    slices.forEach(slice -> writes.addAll(slice.writes()));
    slices.forEach(slice -> deletes.addAll(slice.deletes()));
    try {
      WriteReceipt written =
          writes.isEmpty()
              ? WriteReceipt.NONE
              : resilience.call(() -> namespace.upsert(writes, work));
      steps.before(Step.Name.DELETE);
      WriteReceipt deleted =
          deletes.isEmpty()
              ? WriteReceipt.NONE
              : resilience.call(() -> namespace.deleteIds(deletes, work));
      meter.acknowledged(writes.size(), deletes.size());
      return new Sending.Acknowledged(written.and(deleted).lsn());
    } catch (DeadlinePassedException e) {
      return new Sending.Unfinished("store.deadline");
    } catch (VectorStoreException e) {
      meter.failed(StoreFailures.reason(e));
      return StoreFailures.of(e);
    }
  }
}
