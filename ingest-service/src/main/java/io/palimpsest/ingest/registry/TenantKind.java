package io.palimpsest.ingest.registry;

import io.palimpsest.event.TenantChange;
import io.palimpsest.event.TenantChanged;
import io.palimpsest.ingest.entry.Entry;
import io.palimpsest.ingest.entry.Head;
import io.palimpsest.ingest.entry.Pending;
import io.palimpsest.ingest.store.Kind;
import io.palimpsest.ingest.store.StateJson;
import io.palimpsest.topic.Topic;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * A kind of tenant scope.
 *
 * @param collection collection that holds the entries
 * @param type class of the state
 * @param slug the slug that a state carries, or null
 * @param reference the external reference that a state carries, or null
 * @param hashed what is kept of references for platforms that name them by a hash
 * @param producer name and version of this service
 * @param <S> type of the state
 */
public record TenantKind<S>(
    String collection,
    Class<S> type,
    Function<S, @Nullable String> slug,
    Function<S, @Nullable String> reference,
    HashedReferences hashed,
    String producer)
    implements Kind<S> {
  /** Field of a state's document. */
  public static final String HASHED = "hashed_references";

  @Override
  public Topic topic() {
    return Topic.TENANTS;
  }

  @Override
  public Document toDocument(S state) {
    Document document = StateJson.toDocument(state);
    List<String> digests = hashed.digests(reference.apply(state));
    return digests.isEmpty() ? document : document.append(HASHED, digests);
  }

  @Override
  public S fromDocument(Document document) {
    return StateJson.fromDocument(document, type);
  }

  @Override
  public List<String> lookedUp() {
    return List.of(HASHED);
  }

  @Override
  public boolean keepsStateOfDeleted() {
    return true;
  }

  @Override
  public SpecificRecord event(Entry<S> entry) {
    Head head = entry.head();
    S state = entry.state();
    return TenantChanged.newBuilder()
        .setEventId(head.pending().map(Pending::eventId).orElseGet(UUID::randomUUID))
        .setUid(head.uid())
        .setScopePath(head.path().toRefs())
        .setRevision(head.revision())
        .setChange(change(head))
        .setSlug(state == null ? null : slug.apply(state))
        .setOccurredAt(head.changedAt())
        .setProducer(producer)
        .build();
  }

  private static TenantChange change(Head head) {
    if (head.deleted()) {
      return TenantChange.CLOSED;
    }
    return head.revision() == 1 ? TenantChange.REGISTERED : TenantChange.CHANGED;
  }
}
