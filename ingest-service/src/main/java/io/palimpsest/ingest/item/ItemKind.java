package io.palimpsest.ingest.item;

import io.palimpsest.event.Change;
import io.palimpsest.event.PortfolioItemChanged;
import io.palimpsest.ingest.entry.Entry;
import io.palimpsest.ingest.entry.Head;
import io.palimpsest.ingest.entry.Pending;
import io.palimpsest.ingest.store.Kind;
import io.palimpsest.ingest.store.StateJson;
import io.palimpsest.topic.Topic;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.bson.Document;

/**
 * Portfolio items as documents and events.
 *
 * @param producer name and version of this service
 */
public record ItemKind(String producer) implements Kind<PortfolioItem> {
  @Override
  public String collection() {
    return "portfolio_items";
  }

  @Override
  public Topic topic() {
    return Topic.PORTFOLIO;
  }

  @Override
  public boolean isSealed() {
    return true;
  }

  @Override
  public Document toDocument(PortfolioItem state) {
    return StateJson.toDocument(state);
  }

  @Override
  public PortfolioItem fromDocument(Document document) {
    return StateJson.fromDocument(document, PortfolioItem.class);
  }

  @Override
  public SpecificRecord event(Entry<PortfolioItem> entry) {
    Head head = entry.head();
    PortfolioItem state = entry.state();
    return PortfolioItemChanged.newBuilder()
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
