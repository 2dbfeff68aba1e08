package io.palimpsest.ingest.store;

import io.palimpsest.ingest.entry.Entry;
import io.palimpsest.topic.Topic;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.bson.Document;

/**
 * What differs between the kinds of entries.
 *
 * @param <S> type of the state
 */
public interface Kind<S> {
  /** Collection that holds the entries. */
  String collection();

  /** Topic on which changes are announced. */
  Topic topic();

  /** The state as it is stored. */
  Document toDocument(S state);

  /** The inverse of {@link #toDocument}. */
  S fromDocument(Document document);

  /** The event that announces the entry as it is. */
  SpecificRecord event(Entry<S> entry);

  /** Whether what an entry says is sealed: content is, the registry is not. */
  default boolean isSealed() {
    return false;
  }

  /** Fields of a stored state by whose exact value entries are looked up. */
  default List<String> lookedUp() {
    return List.of();
  }

  /** Whether a deleted entry keeps its state: a closed tenant does, a deleted entity does not. */
  default boolean keepsStateOfDeleted() {
    return false;
  }
}
