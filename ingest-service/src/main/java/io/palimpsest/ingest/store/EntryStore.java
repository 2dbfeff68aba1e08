package io.palimpsest.ingest.store;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import io.palimpsest.fencing.Work;
import io.palimpsest.ingest.entry.Entry;
import io.palimpsest.ingest.entry.Head;
import io.palimpsest.ingest.entry.Pending;
import io.palimpsest.ingest.entry.Scope;
import io.palimpsest.ingest.vault.Vault;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * The entries of one kind. Writes are durable on return (journaled, majority) and lost as a whole
 * or not at all when a call throws; whether they were applied is then not known. Thread-safe.
 *
 * @param <S> type of the state
 */
public final class EntryStore<S> {
  private final MongoCollection<Document> collection;
  private final Kind<S> kind;
  private final StateForm<S> states;
  private final HeadDocuments heads;
  private final EntryWriter<S> writer;

  /**
   * @param database database of this service
   * @param kind kind of the entries
   * @param vault seals their states, if the kind is sealed
   * @param fingerprints names their states, if the kind is sealed
   */
  public EntryStore(MongoDatabase database, Kind<S> kind, Vault vault, Fingerprints fingerprints) {
    this.collection = database.getCollection(kind.collection());
    this.kind = kind;
    this.states = new StateForm<>(kind, vault);
    this.heads = new HeadDocuments(kind.isSealed() ? fingerprints::keyed : (key, plain) -> plain);
    this.writer = new EntryWriter<>(collection, states);
  }

  /** Creates the indexes that are missing. */
  public void ensureIndexes() {
    collection.createIndex(Indexes.ascending(Fields.UID), new IndexOptions().unique(true));
    collection.createIndex(
        Indexes.ascending(Fields.PENDING), new IndexOptions().unique(true).sparse(true));
    collection.createIndex(Indexes.ascending(Fields.PATH_UID));
    for (String field : kind.lookedUp()) {
      collection.createIndex(
          Indexes.ascending(Fields.STATE + "." + field), new IndexOptions().sparse(true));
    }
  }

  /** What the entries are. */
  public Kind<S> kind() {
    return kind;
  }

  /** The fingerprint of an entry's state as {@link Head} has it. */
  public String fingerprint(String key, String plain) {
    return heads.fingerprint(key, plain);
  }

  /** Heads of the entries that exist, stubs included, by key. */
  public Map<String, Head> heads(Collection<String> keys) {
    Map<String, Head> found = new HashMap<>();
    find(Filters.in(Fields.ID, keys), head -> found.put(head.key(), head));
    return found;
  }

  /** Heads of the entries with these uids, by uid. */
  public Map<UUID, Head> headsByUid(Collection<UUID> uids) {
    Map<UUID, Head> found = new HashMap<>();
    List<String> texts = uids.stream().map(UUID::toString).toList();
    find(Filters.in(Fields.UID, texts), head -> found.put(head.uid(), head));
    return found;
  }

  /** The entry with its state, stubs included; empty once the key of the state was destroyed. */
  public Optional<Entry<S>> entry(String key) {
    return entries(List.of(key)).stream().findFirst();
  }

  /** Entries with their states, stubs included, those whose key was destroyed left out. */
  public List<Entry<S>> entries(Collection<String> keys) {
    return readable(entries(collection.find(Filters.in(Fields.ID, keys))));
  }

  /** Entries whose newest revision was not announced yet, longest waiting first. */
  public List<Entry<S>> pending(int limit) {
    return readable(
        entries(
            collection
                .find(Filters.regex(Fields.PENDING, PendingText.ANY))
                .sort(Sorts.ascending(Fields.PENDING))
                .limit(limit)));
  }

  /** One page of entries, by key; one whose key was destroyed comes without its state. */
  public List<Entry<S>> page(EntryQuery query) {
    return entries(
        collection.find(query.filter()).sort(Sorts.ascending(Fields.ID)).limit(query.limit()));
  }

  /** Number of entries below a scope, itself and stubs included. */
  public long count(UnderScope scope) {
    return collection.countDocuments(scope.filter());
  }

  /** One page of heads below a scope, itself and stubs included, by key. */
  public List<Head> headsUnder(UnderScope scope, String after, int limit) {
    List<Head> found = new ArrayList<>();
    collection
        .find(Filters.and(scope.filter(), Filters.gt(Fields.ID, after)))
        .projection(Projections.exclude(Fields.STATE))
        .sort(Sorts.ascending(Fields.ID))
        .limit(limit)
        .forEach(document -> found.add(heads.fromDocument(document)));
    return found;
  }

  /** Comes by the keys that seal what these writes bring; makes those that are missing. */
  public Vault.Sealer sealer(List<StoredWrite<S>> writes, Work work) {
    Set<UUID> made = new HashSet<>();
    List<List<UUID>> paths = new ArrayList<>();
    for (StoredWrite<S> write : writes) {
      if (write.state().stateOrNull() != null) {
        paths.add(write.head().path().uids());
        if (write.expectedVersion() == 0) {
          made.add(write.head().uid());
        }
      }
    }
    return states.sealer(paths, made::contains, work);
  }

  /**
   * Applies compare-and-sets.
   *
   * @param sealer of these writes
   * @param work the requests are announced to it
   * @return keys of those that won; the others met another version
   */
  public Set<String> apply(List<StoredWrite<S>> writes, Vault.Sealer sealer, Work work) {
    return writer.apply(writes, sealer, work);
  }

  /** Applies compare-and-sets that come by their keys themselves. */
  public Set<String> apply(List<StoredWrite<S>> writes, Work work) {
    return apply(writes, sealer(writes, work), work);
  }

  /**
   * Notes that the revisions of these heads were announced.
   *
   * @return keys of those that are as they were; the others moved on
   */
  public Set<String> announced(Collection<Head> heads, Work work) {
    return heads.isEmpty() ? Set.of() : writer.announced(heads, work);
  }

  /**
   * Whether an entry takes children.
   *
   * @param uid of its admission
   * @param version of its document
   * @param deleted whether it was closed
   * @param closing whether somebody is about to close it
   */
  record Standing(UUID uid, long version, boolean deleted, boolean closing) {
    boolean isClosedFor(@Nullable Scope known) {
      return deleted || known == null || !uid.equals(known.uid());
    }
  }

  /** How entries stand that children were written below, by key. */
  Map<String, Standing> standings(Collection<String> keys) {
    Map<String, Standing> found = new HashMap<>();
    collection
        .find(Filters.in(Fields.ID, keys))
        .projection(Projections.include(Fields.UID, Fields.VERSION, Fields.DELETED, Fields.CLOSING))
        .forEach(
            document ->
                found.put(
                    document.getString(Fields.ID),
                    new Standing(
                        UUID.fromString(document.getString(Fields.UID)),
                        HeadDocuments.number(document, Fields.VERSION),
                        document.getBoolean(Fields.DELETED, false),
                        document.getBoolean(Fields.CLOSING, false))));
    return found;
  }

  /**
   * Says that an entry is about to be closed; its version rises by one.
   *
   * @return false when it has moved on
   */
  public boolean closing(Head head, Work work) {
    return writer.mark(head.key(), head.version(), true, work);
  }

  /**
   * Takes that back; the version rises by one, so that the closing fails.
   *
   * @return false when it has moved on
   */
  public boolean reopen(String key, long version, Work work) {
    return writer.mark(key, version, false, work);
  }

  /**
   * Takes entries back of whose newest revision nobody was told: what was never announced goes, the
   * rest becomes a stub.
   */
  public void takeBack(Collection<Head> untold, Supplier<Pending> news, Work work) {
    writer.takeBack(untold, news, work);
  }

  /** One page of entries whose states were stored plain although their kind is sealed, by key. */
  public List<Head> plain(String after, int limit) {
    return kind.isSealed()
        ? new PlainStates<>(collection, states, heads).page(after, limit)
        : List.of();
  }

  /** Seals the state of an entry that was stored plain; false when it moved on meanwhile. */
  public boolean seal(Head plain, Work work) {
    return new PlainStates<>(collection, states, heads).seal(plain, work);
  }

  /**
   * Removes documents below a scope, itself included; for erasure alone.
   *
   * @param limit most documents, so that one deadline is enough for them
   * @return how many there were, 0 when there are none left
   */
  public long erase(UnderScope scope, int limit, Work work) {
    return PagedDeletes.delete(collection, scope.filter(), limit, work);
  }

  private void find(Bson filter, Consumer<Head> sink) {
    collection
        .find(filter)
        .projection(Projections.exclude(Fields.STATE))
        .forEach(document -> sink.accept(heads.fromDocument(document)));
  }

  /**
   * Live entries of which a field of the state contains the text, whatever its case.
   *
   * @param fields names of fields as they are stored
   */
  public List<Entry<S>> containing(Collection<String> fields, String text, int limit) {
    Pattern pattern = Pattern.compile(Pattern.quote(text), Pattern.CASE_INSENSITIVE);
    List<Bson> any =
        fields.stream().map(field -> Filters.regex(Fields.STATE + "." + field, pattern)).toList();
    return entries(
        collection
            .find(Filters.and(Filters.eq(Fields.DELETED, false), Filters.or(any)))
            .sort(Sorts.ascending(Fields.ID))
            .limit(limit));
  }

  /** Heads of the entries of which a field of the state has the value, closed ones too. */
  public List<Head> having(String field, String value) {
    List<Head> found = new ArrayList<>();
    find(Filters.eq(Fields.STATE + "." + field, value), found::add);
    return found;
  }

  private List<Entry<S>> entries(Iterable<Document> found) {
    List<Document> documents = new ArrayList<>();
    found.forEach(documents::add);
    Vault.Opener opener = states.opener(documents);
    List<Entry<S>> entries = new ArrayList<>();
    documents.forEach(document -> entries.add(toEntry(document, opener)));
    return entries;
  }

  private Entry<S> toEntry(Document document, Vault.Opener opener) {
    return new Entry<>(heads.fromDocument(document), states.state(document, opener).orElse(null));
  }

  /** A live entry without a state is one whose key was destroyed: its document follows. */
  private List<Entry<S>> readable(List<Entry<S>> entries) {
    return entries.stream()
        .filter(entry -> entry.state() != null || entry.head().deleted())
        .toList();
  }
}
