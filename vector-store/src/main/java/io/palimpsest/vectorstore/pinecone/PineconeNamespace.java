package io.palimpsest.vectorstore.pinecone;

import io.palimpsest.fencing.Work;
import io.palimpsest.vectorstore.Batches;
import io.palimpsest.vectorstore.Filter;
import io.palimpsest.vectorstore.NamespaceVectors;
import io.palimpsest.vectorstore.VectorRecord;
import io.palimpsest.vectorstore.VectorStoreException.NotFound;
import io.palimpsest.vectorstore.VectorStoreException.TooLarge;
import io.palimpsest.vectorstore.WriteReceipt;
import io.pinecone.proto.DeleteNamespaceRequest;
import io.pinecone.proto.DeleteRequest;
import io.pinecone.proto.UpsertRequest;
import io.pinecone.proto.Vector;
import java.util.Collection;
import java.util.List;

/** Reads and writes of one namespace. */
final class PineconeNamespace extends PineconeReader implements NamespaceVectors {
  /** Tag and length before each vector in a request. */
  private static final int FRAME = 6;

  private final Calls calls;
  private final TextRecords texts;

  PineconeNamespace(String name, Calls calls, TextRecords texts) {
    super(name, calls);
    this.calls = calls;
    this.texts = texts;
  }

  @Override
  public WriteReceipt upsert(List<VectorRecord> records, Work work) {
    List<VectorRecord> embedded = records.stream().filter(VectorRecord::isText).toList();
    List<Vector> vectors =
        records.stream().filter(record -> !record.isText()).map(Messages::vector).toList();
    WriteReceipt receipt = texts.upsert(name(), embedded, work);
    for (List<Vector> batch :
        Batches.of(vectors, Batches.RECORDS, vector -> vector.getSerializedSize() + FRAME)) {
      receipt = receipt.and(upsertBatch(batch, work));
    }
    return receipt;
  }

  @Override
  public WriteReceipt deleteIds(Collection<String> ids, Work work) {
    WriteReceipt receipt = WriteReceipt.NONE;
    for (List<String> batch : Batches.ofIds(List.copyOf(ids))) {
      receipt = receipt.and(delete(DeleteRequest.newBuilder().addAllIds(batch), work));
    }
    return receipt;
  }

  @Override
  public WriteReceipt deleteMatching(Filter filter, Work work) {
    return delete(DeleteRequest.newBuilder().setFilter(Filters.of(filter)), work);
  }

  @Override
  public WriteReceipt drop(Work work) {
    DeleteNamespaceRequest request =
        DeleteNamespaceRequest.newBuilder().setNamespace(name()).build();
    try {
      return calls.write("delete namespace", work, stub -> stub.deleteNamespace(request)).receipt();
    } catch (NotFound absent) {
      return WriteReceipt.NONE;
    }
  }

  /** The limit counts what the store sees; where it disagrees with our count, halve and go on. */
  private WriteReceipt upsertBatch(List<Vector> batch, Work work) {
    UpsertRequest request =
        UpsertRequest.newBuilder().setNamespace(name()).addAllVectors(batch).build();
    try {
      return calls.write("upsert", work, stub -> stub.upsert(request)).receipt();
    } catch (TooLarge tooLarge) {
      if (batch.size() == 1) {
        throw tooLarge;
      }
      WriteReceipt receipt = WriteReceipt.NONE;
      for (List<Vector> half : Batches.halves(batch)) {
        receipt = receipt.and(upsertBatch(half, work));
      }
      return receipt;
    }
  }

  private WriteReceipt delete(DeleteRequest.Builder what, Work work) {
    DeleteRequest request = what.setNamespace(name()).build();
    try {
      return calls.write("delete", work, stub -> stub.delete(request)).receipt();
    } catch (NotFound absent) {
      return WriteReceipt.NONE;
    }
  }
}
