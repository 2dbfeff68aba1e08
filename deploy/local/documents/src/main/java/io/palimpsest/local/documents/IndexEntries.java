package io.palimpsest.local.documents;

import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.Document;
import java.util.Map;
import java.util.stream.Stream;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.type.ByteArrayDataType;
import org.jspecify.annotations.Nullable;

/**
 * Which document has which key, as a map of the store from bytes to bytes: compared and written
 * without a look inside. Equal keys have equal bytes, because keys come here normalised.
 */
final class IndexEntries {

  private static final String VALUE = "v";
  private static final String SIZE = "n";

  private final MVMap<byte[], byte[]> map;

  private IndexEntries(MVMap<byte[], byte[]> map) {
    this.map = map;
  }

  static IndexEntries open(MVStore store, String name) {
    return new IndexEntries(
        store.openMap(
            name,
            new MVMap.Builder<byte[], byte[]>()
                .keyType(ByteArrayDataType.INSTANCE)
                .valueType(ByteArrayDataType.INSTANCE)));
  }

  @Nullable Object position(KeyValue key) {
    return decoded(map.get(encoded(key)));
  }

  @Nullable Object remove(KeyValue key) {
    return decoded(map.remove(encoded(key)));
  }

  /** False when the key is taken. */
  boolean add(KeyValue key, Object position) {
    return map.putIfAbsent(encoded(key), Bson.bytes(new Document(VALUE, position))) == null;
  }

  Stream<Map.Entry<KeyValue, Object>> all() {
    return map.entrySet().stream()
        .map(entry -> Map.entry(key(entry.getKey()), decodedPresent(entry.getValue())));
  }

  long size() {
    return map.sizeAsLong();
  }

  private static byte[] encoded(KeyValue key) {
    Document document = new Document();
    for (int i = 0; i < key.size(); i++) {
      Object value = key.get(i);
      // A missing value has no name of its own in BSON, and is not the same as null.
      if (!(value instanceof Missing)) {
        document.put(Integer.toString(i), value);
      }
    }
    return Bson.bytes(document.append(SIZE, key.size()));
  }

  private static KeyValue key(byte[] bytes) {
    Document document = Bson.document(bytes);
    int size = document.get(SIZE) instanceof Integer number ? number : 0;
    Object[] values = new Object[size];
    for (int i = 0; i < values.length; i++) {
      String name = Integer.toString(i);
      values[i] = document.containsKey(name) ? document.get(name) : Missing.getInstance();
    }
    return new KeyValue(values);
  }

  private static @Nullable Object decoded(byte @Nullable [] bytes) {
    return bytes == null ? null : decodedPresent(bytes);
  }

  private static Object decodedPresent(byte[] bytes) {
    return Missing.ofNullable(Bson.document(bytes).get(VALUE));
  }
}
