package io.palimpsest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.event.Change;
import io.palimpsest.event.ScopeRef;
import io.palimpsest.event.ScopeType;
import io.palimpsest.event.SourceChanged;
import io.palimpsest.event.SourceState;
import io.palimpsest.local.stack.Part;
import io.palimpsest.local.stack.RunningStack;
import io.palimpsest.local.stack.SharedStack;
import io.palimpsest.messaging.EventCodec;
import io.palimpsest.messaging.EventPublisher;
import io.palimpsest.messaging.KafkaSettings;
import io.palimpsest.messaging.RegistryEventCodec;
import io.palimpsest.messaging.Replication;
import io.palimpsest.messaging.TopicLog;
import io.palimpsest.messaging.Topics;
import io.palimpsest.messaging.proof.RecordSigner;
import io.palimpsest.sealing.DataKey;
import io.palimpsest.sealing.KeyAnswer;
import io.palimpsest.sealing.SealedStates;
import io.palimpsest.topic.Topic;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ProveTopicIT {
  private static EventCodec codec;
  private static KafkaSettings kafka;
  private static EventPublisher publisher;

  private final Map<UUID, KeyAnswer> keys = new HashMap<>();
  private final UUID erased = UUID.randomUUID();
  private final UUID control = UUID.randomUUID();
  private ProofOfTopic.Proof proof;

  @BeforeAll
  static void start() throws InterruptedException {
    RunningStack stack = SharedStack.with(Part.BROKER, Part.REGISTRY);
    kafka = KafkaSettings.of(stack.bootstrapServers(), "cli-tests");
    URI registry = URI.create(stack.registryUrl());
    try (Topics topics = Topics.connect(kafka, registry, Replication.LOCAL)) {
      topics.apply();
    }
    codec = RegistryEventCodec.connect(registry, false);
    publisher =
        EventPublisher.connect(kafka, codec, RecordSigner.read(stack.secrets().signingKeys()));
  }

  @AfterAll
  static void stop() {
    publisher.close();
  }

  @Test
  void withTheKeysDestroyedNothingOfAScopeCanBeReadAndTheControlCan() {
    List<UUID> sources = List.of(sealed(erased), sealed(erased));
    sealed(control);
    publisher.tombstone(Topic.SOURCES, sources.getFirst().toString()).join();
    assertThat(holds()).as("before").isFalse();
    assertThat(proof.erased().of(Ending.OPENED)).isEqualTo(2);
    assertThat(proof.verdict()).isEqualTo("not proven");

    sources.forEach(uid -> keys.put(uid, new KeyAnswer.Erased()));

    assertThat(holds()).isTrue();
    assertThat(proof.control().of(Ending.OPENED)).isEqualTo(1);
    assertThat(proof.erased().of(Ending.TOMBSTONE)).isEqualTo(1);
    assertThat(proof.erased().of(Ending.UNREADABLE)).isEqualTo(2);
    assertThat(proof.erased().of(Ending.OPENED)).isZero();
    assertThat(proof.verdict()).startsWith("proven: nothing");
  }

  @Test
  void withoutARecordOfTheControlThatOpensAZeroProvesNothing() {
    keys.put(sealed(erased), new KeyAnswer.Erased());
    keys.put(sealed(control), new KeyAnswer.Erased());

    assertThat(holds()).isFalse();
    assertThat(proof.verdict()).startsWith("no proof");
  }

  @Test
  void plainContentAndKeysOfWhichNothingIsKnownAreNoProof() {
    sealed(control);
    keys.remove(sealed(erased));
    assertThat(holds()).isFalse();
    assertThat(proof.erased().of(Ending.UNDECIDED)).isEqualTo(1);

    UUID source = UUID.randomUUID();
    publish(event(erased, source));
    assertThat(holds()).isFalse();
    assertThat(proof.erased().of(Ending.PLAIN)).isEqualTo(1);
  }

  private boolean holds() {
    proof =
        new ProofOfTopic(
                new TopicLog(kafka, codec),
                uids ->
                    uids.stream()
                        .collect(
                            Collectors.toMap(
                                Function.identity(),
                                uid -> keys.getOrDefault(uid, new KeyAnswer.Unknown()))),
                Duration.ofSeconds(30))
            .of(erased, control);
    return proof.holds();
  }

  private UUID sealed(UUID twin) {
    UUID source = UUID.randomUUID();
    DataKey key = DataKey.generate();
    keys.put(source, new KeyAnswer.Present(key, List.of(twin, source)));
    SourceChanged event = event(twin, source);
    event.setState(SealedStates.seal(source, (SourceState) event.getState(), key));
    publish(event);
    return source;
  }

  private static void publish(SourceChanged event) {
    publisher.publish(Topic.SOURCES, event.getUid().toString(), event).join();
  }

  private static SourceChanged event(UUID twin, UUID source) {
    return SourceChanged.newBuilder()
        .setEventId(UUID.randomUUID())
        .setUid(source)
        .setScopePath(
            List.of(
                new ScopeRef(ScopeType.CREATOR, "ada", UUID.randomUUID()),
                new ScopeRef(ScopeType.TWIN, "coach", twin),
                new ScopeRef(ScopeType.SOURCE, "src_1", source)))
        .setRevision(1)
        .setChange(Change.UPSERT)
        .setOccurredAt(Instant.now())
        .setProducer("test")
        .setState(
            SourceState.newBuilder()
                .setTitle("T")
                .setMediaType("text/plain")
                .setContent(ByteBuffer.wrap("text".getBytes(StandardCharsets.UTF_8)))
                .setSha256("0".repeat(64))
                .build())
        .build();
  }
}
