package io.palimpsest.vectorstore.pinecone;

import io.palimpsest.vectorstore.Maintenance;
import io.palimpsest.vectorstore.NamespaceVectors;
import io.palimpsest.vectorstore.Ownership;
import io.palimpsest.vectorstore.TenantHandle;
import io.palimpsest.vectorstore.VectorStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One Pinecone index. Thread-safe; one connection, opened at the first call. */
public final class PineconeVectorStore implements VectorStore {
  private static final Logger LOG = LoggerFactory.getLogger(PineconeVectorStore.class);

  private final Connection connection;
  private final Calls calls;
  private final TextRecords texts;

  private PineconeVectorStore(PineconeSettings settings, String textField) {
    connection = new Connection(settings);
    calls = new Calls(connection, settings.requestTimeout());
    texts = new TextRecords(settings, textField, calls);
  }

  /** Opens nothing yet: a wrong host or key shows at the first call. */
  public static PineconeVectorStore open(PineconeSettings settings) {
    return open(settings, Ownership.CHUNK_TEXT);
  }

  /**
   * The same, of an index that embeds a field of its records itself.
   *
   * @param textField field that the index embeds
   */
  public static PineconeVectorStore open(PineconeSettings settings, String textField) {
    return new PineconeVectorStore(settings, textField);
  }

  @Override
  public NamespaceVectors forTenant(TenantHandle handle) {
    return new PineconeNamespace(handle.namespace().name(), calls, texts);
  }

  @Override
  public Maintenance maintenance(String name, String reason) {
    if (name.isBlank() || reason.isBlank()) {
      throw new IllegalArgumentException("maintenance has a name and a reason");
    }
    LOG.info("maintenance handle opened name={} reason={}", name, reason);
    return new PineconeMaintenance(calls, texts);
  }

  @Override
  public void close() {
    texts.close();
    connection.close();
  }
}
