package io.palimpsest.erasure.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.palimpsest.audit.AuditSource;
import io.palimpsest.audit.EntryType;
import io.palimpsest.audit.Statement;
import io.palimpsest.audit.log.Checkpoint;
import io.palimpsest.audit.log.Directory;
import io.palimpsest.audit.log.LogKeys;
import io.palimpsest.audit.note.NoteSigner;
import io.palimpsest.audit.note.SignatureType;
import io.palimpsest.audit.note.WrappedKey;
import io.palimpsest.audit.tree.Frontier;
import io.palimpsest.audit.tree.Hash;
import io.palimpsest.local.kms.KmsServer;
import io.palimpsest.local.stack.LocalStack;
import io.palimpsest.local.stack.Part;
import io.palimpsest.local.stack.RunningStack;
import io.palimpsest.messaging.EventPublisher;
import io.palimpsest.messaging.KafkaSettings;
import io.palimpsest.messaging.RegistryEventCodec;
import io.palimpsest.messaging.Replication;
import io.palimpsest.messaging.Topics;
import io.palimpsest.messaging.proof.RecordSigner;
import io.palimpsest.messaging.proof.RecordVerifier;
import io.palimpsest.messaging.proof.TrustedKeys;
import io.palimpsest.sealing.KmsKeys;
import io.palimpsest.topic.Topic;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A log on a real broker that has no key yet, because the KMS does not unwrap it. */
class KeylessLogIT {
  private static final String MASTER = "aws-kms://" + KmsServer.KEY;
  private static final AuditSource SOURCE = AuditSource.request("er_00000000000000000000000a");
  private static final int STATEMENTS = 5;

  @TempDir Path state;
  @TempDir Path folder;

  private RunningStack stack;
  private KafkaSettings kafka;
  private KmsServer kms;
  private LogKeys keys;
  private EventPublisher publisher;

  @BeforeEach
  void connect() throws Exception {
    stack = LocalStack.in(state).with(Part.BROKER, Part.REGISTRY).start();
    kafka = KafkaSettings.of(stack.bootstrapServers(), "keyless-log-it");
    URI registry = URI.create(stack.registryUrl());
    try (Topics topics = Topics.connect(kafka, registry, Replication.LOCAL)) {
      topics.apply();
    }
    publisher =
        EventPublisher.connect(
            kafka,
            RegistryEventCodec.connect(registry, false),
            RecordSigner.read(stack.secrets().signingKeys()));
    kms = new KmsServer();
    NoteSigner.Generated key =
        NoteSigner.generate("keyless.it/log", SignatureType.ED25519, new SecureRandom());
    String line = WrappedKey.of(key, MASTER, KmsKeys.known().aead(MASTER)::encrypt).text();
    keys =
        KeyFiles.read(
            List.of(Files.writeString(state.resolve("audit-log.key"), line)), KmsKeys.known());
  }

  @AfterEach
  void close() {
    publisher.close();
    kms.close();
    stack.kill();
  }

  @Test
  void entriesAreWrittenUnsignedAndSignedWholeOnceTheKmsAnswers() throws Exception {
    kms.deny(true);
    SignerSettings settings = new SignerSettings(folder, Map.of());
    LogPolicy policy = new LogPolicy(keys, settings);
    PublishedLog published = new PublishedLog(new Directory(folder), keys, policy);
    Signer signer =
        new Signer(kafka, settings, keys, policy, StackProofs.of(stack), new SimpleMeterRegistry());
    signer.onStart(new StartupEvent());
    try (SequencerSession sequencer = sequencer()) {
      for (long seq = 0; seq < STATEMENTS; seq++) {
        say(seq);
      }
      awaitStepping(sequencer, () -> assertThat(entries()).hasSizeGreaterThan(STATEMENTS));
      awaitStepping(
          sequencer,
          () -> assertThat(signer.obstacle()).contains("the KMS does not unwrap the log's key"));
      sequencer.beforeStop();
      assertThat(kms.denials()).as("signer and numbering asked").isGreaterThan(1);
      assertThat(new Directory(folder).read(KeptNumbering.PATH)).isEmpty();
      assertThat(published.head()).isEmpty();

      kms.deny(false);
      say(STATEMENTS);
      awaitStepping(
          sequencer,
          () -> {
            assertThat(signer.obstacle()).isEmpty();
            assertThat(entries()).hasSizeGreaterThan(STATEMENTS + 1);
            assertThat(published.head().map(PublishedLog.Head::checkpoint)).contains(whole());
          });
      sequencer.beforeStop();
      assertThat(new Directory(folder).read(KeptNumbering.PATH)).isPresent();
    } finally {
      signer.onStop(new ShutdownEvent());
    }
  }

  /** The checkpoint that the log as it is now has to have. */
  private Checkpoint whole() {
    Frontier tree = new Frontier();
    entries().forEach(entry -> tree.append(Hash.leaf(entry)));
    return Checkpoint.of(keys.origin(), tree.size(), tree.root());
  }

  /** All of them; the first is the log's own, which names its key. */
  private List<byte[]> entries() {
    List<byte[]> entries = new ArrayList<>();
    try (EntryReader reader = clients().entries()) {
      reader.seek(0);
      while (!reader.isAtEnd()) {
        entries.addAll(reader.read());
      }
    }
    return entries;
  }

  private void say(long seq) {
    Statement statement = Statement.of(SOURCE, seq, EntryType.PLANNED, Instant.EPOCH);
    publisher.publishJson(Topic.AUDIT_INTAKE, SOURCE.path(), statement.bytes()).join();
  }

  private SequencerSession sequencer() {
    return new SequencerSession(
        clients(),
        new RecordVerifier(TrustedKeys.read(stack.secrets().trustedKeys()), (topic, reason) -> {}),
        new ParkedReasons(),
        new SequencerSession.Signs(
            "0".repeat(64),
            InstantSource.system(),
            reason -> {},
            merged -> {},
            new KeptNumbering(new Directory(folder), keys)));
  }

  private SequencerClients clients() {
    return new SequencerClients(kafka, new KeepingSettings(1), StackProofs.of(stack));
  }

  private static void awaitStepping(SequencerSession sequencer, ThrowingRunnable assertion) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(120))
        .untilAsserted(
            () -> {
              sequencer.step();
              assertion.run();
            });
  }
}
