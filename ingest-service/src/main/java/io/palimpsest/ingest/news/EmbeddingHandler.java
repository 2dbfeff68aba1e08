package io.palimpsest.ingest.news;

import io.palimpsest.event.VectorsChanged;
import io.palimpsest.ingest.entry.Head;
import io.palimpsest.ingest.entry.RefusedException;
import io.palimpsest.ingest.item.PortfolioItem;
import io.palimpsest.ingest.source.Source;
import io.palimpsest.ingest.store.EntryStore;
import io.palimpsest.ingest.store.StoredWrite;
import io.palimpsest.ingest.write.Gate;
import io.palimpsest.ingest.write.GuardedWork;
import io.palimpsest.ingest.write.Shelf;
import io.palimpsest.messaging.Decoded;
import io.palimpsest.messaging.EventCodec;
import io.palimpsest.messaging.group.BatchHandler;
import io.palimpsest.messaging.proof.Proof;
import io.palimpsest.messaging.proof.RecordVerifier;
import io.palimpsest.topic.Topic;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/**
 * Notes in the documents what became of their vectors. What is fenced is left as it is; news whose
 * author is not proven is passed over, and counted by the verifier.
 */
@Singleton
final class EmbeddingHandler implements BatchHandler {
  private static final Logger LOG = Logger.getLogger(EmbeddingHandler.class);
  private static final int ATTEMPTS = 20;

  private final EventCodec codec;
  private final RecordVerifier verifier;
  private final List<EntryStore<?>> stores;
  private final Gate gate;
  private final GuardedWork guarded;

  EmbeddingHandler(
      EventCodec codec,
      RecordVerifier verifier,
      Shelf<PortfolioItem> items,
      Shelf<Source> sources,
      Gate gate,
      GuardedWork guarded) {
    this.codec = codec;
    this.verifier = verifier;
    this.gate = gate;
    this.guarded = guarded;
    this.stores = List.of(items.store(), sources.store());
  }

  @Override
  public void handle(List<ConsumerRecord<String, byte[]>> records) {
    Map<UUID, VectorNews> newest = new HashMap<>();
    for (ConsumerRecord<String, byte[]> polled : records) {
      byte[] value = polled.value();
      if (value != null && !(verifier.verify(polled) instanceof Proof.Unproven)) {
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

  private <S> void note(EntryStore<S> store, Map<UUID, VectorNews> news) {
    List<UUID> open = List.copyOf(news.keySet());
    for (int attempt = 0; attempt < ATTEMPTS && !open.isEmpty(); attempt++) {
      List<StoredWrite<S>> writes = new ArrayList<>();
      for (Head head : store.headsByUid(open).values()) {
        VectorNews told = news.get(head.uid());
        if (told != null && !gate.isFenced(head.path().uids())) {
          told.applyTo(head.embedding())
              .ifPresent(next -> writes.add(StoredWrite.ofHead(head.embedded(next))));
        }
      }
      var won = apply(store, writes);
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

  /** Keys of those that won; when a scope was fenced meanwhile all are looked at again. */
  private <S> Set<String> apply(EntryStore<S> store, List<StoredWrite<S>> writes) {
    Set<UUID> uids = new HashSet<>();
    writes.forEach(write -> uids.addAll(write.head().path().uids()));
    if (uids.isEmpty()) {
      return Set.of();
    }
    try {
      return guarded.run(uids, work -> store.apply(writes, work));
    } catch (RefusedException fenced) {
      if (gate.isFenced(uids)) {
        return Set.of();
      }
      throw fenced;
    }
  }
}
