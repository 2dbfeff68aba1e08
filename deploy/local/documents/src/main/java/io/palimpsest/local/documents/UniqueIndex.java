package io.palimpsest.local.documents;

import de.bwaldvogel.mongo.backend.AbstractUniqueIndex;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.KeyValue;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A unique index whose entries are kept in the store. */
class UniqueIndex extends AbstractUniqueIndex<Object> {

  private final IndexEntries entries;

  UniqueIndex(IndexEntries entries, String name, List<IndexKey> keys, boolean sparse) {
    super(name, keys, sparse);
    this.entries = entries;
  }

  @Override
  protected @Nullable Object removeDocument(KeyValue key) {
    return entries.remove(key);
  }

  @Override
  protected boolean putKeyPosition(KeyValue key, Object position) {
    return entries.add(key, position);
  }

  @Override
  protected Iterable<Map.Entry<KeyValue, Object>> getIterable() {
    return entries.all()::iterator;
  }

  @Override
  protected @Nullable Object getPosition(KeyValue key) {
    return entries.position(key);
  }

  @Override
  public long getCount() {
    return entries.size();
  }

  @Override
  public boolean isEmpty() {
    return entries.size() == 0;
  }

  @Override
  public long getDataSize() {
    return getCount();
  }
}
