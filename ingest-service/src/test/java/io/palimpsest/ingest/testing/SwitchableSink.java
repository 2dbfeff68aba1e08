package io.palimpsest.ingest.testing;

import io.palimpsest.ingest.write.EventSink;
import io.palimpsest.messaging.EventPublisher;
import io.palimpsest.messaging.EventPublisher.Outgoing;
import io.palimpsest.topic.Topic;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;

/** The publisher, unless a topic is switched off: then nothing arrives, as after a crash. */
@Alternative
@Priority(1)
@Singleton
public class SwitchableSink implements EventSink {
  private final EventPublisher publisher;
  private final Set<Topic> off = ConcurrentHashMap.newKeySet();
  private final AtomicInteger lost = new AtomicInteger();

  SwitchableSink(EventPublisher publisher) {
    this.publisher = publisher;
  }

  @Override
  public CompletableFuture<?> publish(Topic topic, String key, SpecificRecord event) {
    if (off.contains(topic)) {
      return lose();
    }
    return publisher.publish(topic, key, event);
  }

  @Override
  public List<Supplier<CompletableFuture<?>>> prepare(List<Outgoing> events) {
    List<Supplier<CompletableFuture<?>>> switchable = new ArrayList<>();
    List<EventPublisher.Prepared> prepared = publisher.prepare(events);
    for (int at = 0; at < events.size(); at++) {
      EventPublisher.Prepared one = prepared.get(at);
      boolean lets = !off.contains(events.get(at).topic());
      switchable.add(lets ? one::send : this::lose);
    }
    return switchable;
  }

  private CompletableFuture<?> lose() {
    lost.incrementAndGet();
    return CompletableFuture.failedFuture(new IllegalStateException("switched off by a test"));
  }

  /** Lets nothing through any more. */
  public void off(Topic topic) {
    off.add(topic);
  }

  /** Lets everything through again. */
  public void on(Topic topic) {
    off.remove(topic);
  }

  /** How many events were lost. */
  public int lost() {
    return lost.get();
  }
}
