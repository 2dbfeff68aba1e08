package io.palimpsest.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.event.TenantChanged;
import io.palimpsest.messaging.proof.RecordSigner;
import io.palimpsest.messaging.proof.SigningKey;
import io.palimpsest.topic.Authorship;
import io.palimpsest.topic.Topic;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

/** Events that are signed together, over Kafka's own mock. */
class PreparedEventsTest {
  /** Where a signature lies in the header of an author of that name: docs/events/proof.md. */
  private static final int SIGNATURE = 2 + Authorship.INGEST.length() + 8;

  private final MockProducer<String, byte[]> producer =
      new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer());
  private final EventPublisher publisher =
      new EventPublisher(
          producer,
          new RegistryEventCodec(new MemoryRegistry(), true),
          Duration.ofSeconds(1),
          RecordSigner.of(SigningKey.generate(Authorship.INGEST)));

  @Test
  void sixtyFourShareOneSignatureAndAHundredTwo() {
    assertThat(signaturesOf(64)).isEqualTo(1);
    assertThat(signaturesOf(100)).isEqualTo(2);
    assertThat(signaturesOf(1)).isEqualTo(1);
  }

  @Test
  void nothingIsHandedOverBeforeItIsSentAndTheOrderIsTheSenders() {
    List<EventPublisher.Prepared> prepared = publisher.prepare(List.of(event("a"), event("b")));
    assertThat(producer.history()).isEmpty();

    assertThat(prepared.getLast().send()).isCompleted();
    assertThat(prepared.getFirst().send()).isCompleted();

    assertThat(producer.history()).extracting(ProducerRecord::key).containsExactly("b", "a");
  }

  @Test
  void oneThatCannotBeEncodedFailsAlone() {
    TenantChanged broken = new TenantChanged();

    List<CompletableFuture<RecordMetadata>> sent =
        publisher
            .prepare(
                List.of(
                    event("a"),
                    new EventPublisher.Outgoing(Topic.TENANTS, "broken", broken, Map.of()),
                    event("c")))
            .stream()
            .map(EventPublisher.Prepared::send)
            .toList();

    assertThat(sent.get(1)).isCompletedExceptionally();
    assertThat(sent.get(0)).isCompleted();
    assertThat(sent.get(2)).isCompleted();
    assertThat(producer.history()).extracting(ProducerRecord::key).containsExactly("a", "c");
  }

  @Test
  void headersGoAlongBesideTheProof() {
    publisher.prepare(List.of(event("a"), event("b"))).forEach(one -> one.send().join());

    assertThat(producer.history())
        .extracting(one -> new String(one.headers().lastHeader("of").value(), UTF_8))
        .containsExactly("a", "b");
    assertThat(producer.history())
        .allSatisfy(one -> assertThat(one.headers().lastHeader(RecordSigner.HEADER)).isNotNull());
  }

  private long signaturesOf(int events) {
    producer.clear();
    publisher
        .prepare(IntStream.range(0, events).mapToObj(n -> event("k" + n)).toList())
        .forEach(one -> assertThat(one.send()).isCompleted());
    assertThat(producer.history()).hasSize(events);
    return producer.history().stream()
        .map(one -> one.headers().lastHeader(RecordSigner.HEADER).value())
        .map(proof -> Arrays.copyOfRange(proof, SIGNATURE, SIGNATURE + 64))
        .map(HexFormat.of()::formatHex)
        .collect(Collectors.toSet())
        .size();
  }

  private static EventPublisher.Outgoing event(String key) {
    return new EventPublisher.Outgoing(
        Topic.TENANTS, key, Samples.organization(), Map.of("of", key.getBytes(UTF_8)));
  }
}
