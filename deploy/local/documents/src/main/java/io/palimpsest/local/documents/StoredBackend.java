package io.palimpsest.local.documents;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import java.util.List;
import org.h2.mvstore.MVStore;

/** The H2 backend, on databases that know secondary, partial and expiring indexes. */
final class StoredBackend extends H2Backend {

  StoredBackend(MVStore store) {
    super(store);
  }

  /** Called by the super constructor too: uses nothing of this class. */
  @Override
  protected MongoDatabase openOrCreateDatabase(String name) {
    return new StoredDatabase(name, getMvStore(), getCursorRegistry());
  }

  /** Deletes what has expired, in all databases. */
  void expire() {
    for (String name : databaseNames()) {
      ((StoredDatabase) resolveDatabase(name)).expire(getClock().instant());
    }
  }

  private List<String> databaseNames() {
    return getMvStore().getMapNames().stream()
        .filter(map -> map.startsWith(StoredDatabase.DOCUMENTS))
        .map(map -> map.substring(StoredDatabase.DOCUMENTS.length()))
        .map(collection -> collection.substring(0, collection.indexOf('.')))
        .distinct()
        .toList();
  }
}
