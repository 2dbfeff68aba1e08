package io.palimpsest.ingest.embedding;

import io.palimpsest.event.VectorsChanged;
import io.palimpsest.ingest.entry.Head;
import io.palimpsest.ingest.item.PortfolioItem;
import io.palimpsest.ingest.kafka.BatchHandler;
import io.palimpsest.ingest.source.Source;
import io.palimpsest.ingest.store.EntryStore;
import io.palimpsest.ingest.store.StoredWrite;
import io.palimpsest.ingest.write.Shelf;
import io.palimpsest.messaging.Decoded;
import io.palimpsest.messaging.EventCodec;
import io.palimpsest.topic.Topic;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/**
 * Notes in the documents what became of their vectors. It only ever changes a document that is
 * there, so it cannot bring back what was erased, and needs no admission.
 */
@Singleton
final class EmbeddingHandler implements BatchHandler {
  private static final Logger LOG = Logger.getLogger(EmbeddingHandler.class);
  private static final int ATTEMPTS = 20;

  private final EventCodec codec;
  private final List<EntryStore<?>> stores;

  EmbeddingHandler(EventCodec codec, Shelf<PortfolioItem> items, Shelf<Source> sources) {
    this.codec = codec;
    this.stores = List.of(items.store(), sources.store());
  }

  @Override
  public void handle(List<ConsumerRecord<String, byte[]>> records) {
    Map<UUID, VectorNews> newest = new HashMap<>();
    for (ConsumerRecord<String, byte[]> polled : records) {
      byte[] value = polled.value();
      if (value != null) {
        read(polled, value, newest);
      }
    }
    stores.forEach(store -> note(store, newest));
  }

  private void read(
      ConsumerRecord<String, byte[]> polled, byte[] value, Map<UUID, VectorNews> newest) {
    switch (codec.decode(Topic.VECTORS, VectorsChanged.class, value)) {
      case Decoded.Event<VectorsChanged> event ->
          VectorNews.of(event.value())
              .ifPresent(news -> newest.merge(news.uid(), news, this::later));
      case Decoded.Undecodable<VectorsChanged> undecodable ->
          LOG.errorf(
              "news of vectors passed over partition=%d offset=%d reason=%s",
              polled.partition(), polled.offset(), undecodable.reason());
    }
  }

  private VectorNews later(VectorNews first, VectorNews second) {
    return second.revision() >= first.revision() ? second : first;
  }

  private static <S> void note(EntryStore<S> store, Map<UUID, VectorNews> news) {
    List<UUID> open = List.copyOf(news.keySet());
    for (int attempt = 0; attempt < ATTEMPTS && !open.isEmpty(); attempt++) {
      List<StoredWrite<S>> writes = new ArrayList<>();
      for (Head head : store.headsByUid(open).values()) {
        VectorNews told = news.get(head.uid());
        if (told != null) {
          told.applyTo(head.embedding())
              .ifPresent(next -> writes.add(StoredWrite.ofHead(head.embedded(next))));
        }
      }
      var won = store.apply(writes);
      open =
          writes.stream()
              .map(StoredWrite::head)
              .filter(head -> !won.contains(head.key()))
              .map(Head::uid)
              .toList();
    }
    if (!open.isEmpty()) {
      throw new IllegalStateException(open.size() + " documents are too busy to be noted");
    }
  }
}
