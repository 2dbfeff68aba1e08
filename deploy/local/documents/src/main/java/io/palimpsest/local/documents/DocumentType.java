package io.palimpsest.local.documents;

import de.bwaldvogel.mongo.bson.Document;
import java.nio.ByteBuffer;
import java.util.Collection;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;

/**
 * How documents are written to the store: as BSON. The store's own way, Java serialization, costs
 * several times the time and the space, at every commit for every document of a touched page.
 */
final class DocumentType extends BasicDataType<Document> {

  private static final int OVERHEAD = 64;

  @Override
  public int getMemory(Document document) {
    return memory(document);
  }

  /** Rough: it only bounds the cache. */
  private static int memory(Object value) {
    return OVERHEAD
        + switch (value) {
          case String text -> 2 * text.length();
          case byte[] bytes -> bytes.length;
          case Document document ->
              document.entrySet().stream()
                  .mapToInt(
                      entry -> OVERHEAD + (entry.getValue() == null ? 0 : memory(entry.getValue())))
                  .sum();
          case Collection<?> items ->
              items.stream().mapToInt(item -> item == null ? 0 : memory(item)).sum();
          default -> 0;
        };
  }

  @Override
  public void write(WriteBuffer buffer, Document document) {
    byte[] bytes = Bson.bytes(document);
    buffer.putVarInt(bytes.length).put(bytes);
  }

  @Override
  public Document read(ByteBuffer buffer) {
    byte[] bytes = new byte[DataUtils.readVarInt(buffer)];
    buffer.get(bytes);
    return Bson.document(bytes);
  }

  @Override
  public Document[] createStorage(int size) {
    return new Document[size];
  }
}
