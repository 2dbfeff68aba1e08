package io.palimpsest.ingest.source;

import io.palimpsest.event.Change;
import io.palimpsest.event.SourceChanged;
import io.palimpsest.ingest.entry.Entry;
import io.palimpsest.ingest.entry.Head;
import io.palimpsest.ingest.entry.Pending;
import io.palimpsest.ingest.store.Kind;
import io.palimpsest.topic.Topic;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.bson.Document;

/**
 * Sources as documents and events.
 *
 * @param producer name and version of this service
 */
public record SourceKind(String producer) implements Kind<Source> {
  @Override
  public String collection() {
    return "sources";
  }

  @Override
  public Topic topic() {
    return Topic.SOURCES;
  }

  @Override
  public boolean isSealed() {
    return true;
  }

  @Override
  public Document toDocument(Source state) {
    return SourceDocuments.toDocument(state);
  }

  @Override
  public Source fromDocument(Document document) {
    return SourceDocuments.fromDocument(document);
  }

  @Override
  public SpecificRecord event(Entry<Source> entry) {
    Head head = entry.head();
    Source state = entry.state();
    return SourceChanged.newBuilder()
        .setEventId(head.pending().map(Pending::eventId).orElseGet(UUID::randomUUID))
        .setUid(head.uid())
        .setScopePath(head.path().toRefs())
        .setRevision(head.revision())
        .setChange(state == null ? Change.DELETE : Change.UPSERT)
        .setOccurredAt(head.changedAt())
        .setProducer(producer)
        .setState(state == null ? null : state.toEvent())
        .build();
  }
}
