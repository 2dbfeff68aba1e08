package io.palimpsest.system;

import io.palimpsest.audit.log.Checkpoint;
import io.palimpsest.audit.log.Directory;
import io.palimpsest.audit.log.Policy;
import io.palimpsest.audit.note.MalformedNoteException;
import io.palimpsest.audit.note.Note;
import io.palimpsest.audit.note.NoteSigner;
import io.palimpsest.audit.verify.LogVerifier;
import io.palimpsest.audit.verify.Report;
import io.palimpsest.audit.verify.ServedLog;
import io.palimpsest.local.stack.LocalStack;
import io.palimpsest.local.stack.Part;
import io.palimpsest.local.stack.PartProcess;
import io.palimpsest.local.stack.RunningStack;
import io.palimpsest.messaging.Decoded;
import io.palimpsest.messaging.EventPublisher;
import io.palimpsest.messaging.KafkaSettings;
import io.palimpsest.messaging.RegistryEventCodec;
import io.palimpsest.messaging.Replication;
import io.palimpsest.messaging.TopicLog;
import io.palimpsest.messaging.Topics;
import io.palimpsest.messaging.proof.RecordSigner;
import io.palimpsest.topic.Topic;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Two instances of erasure-service that share a log's folder, and two witnesses of others. */
final class LogStack implements AutoCloseable {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final RunningStack stack;
  private final Path directory;
  private final EventPublisher publisher;
  private final TopicLog topics;
  private final List<WitnessProcess> witnesses = new ArrayList<>();
  private final List<PartProcess> instances = new ArrayList<>();

  /**
   * @param folder for everything but the log
   * @param directory of the log
   */
  LogStack(Path folder, Path directory) throws Exception {
    this.directory = directory;
    LocalStack description =
        LocalStack.in(folder.resolve("stack"))
            .with(Part.BROKER, Part.REGISTRY, Part.DOCUMENTS, Part.VECTORS)
            .environment(Part.ERASURE, "PALIMPSEST_AUDIT_LOG_DIRECTORY", directory.toString());
    stack = description.start();
    KafkaSettings kafka = KafkaSettings.of(stack.bootstrapServers(), "audit-log-st");
    URI registry = URI.create(stack.registryUrl());
    try (Topics all = Topics.connect(kafka, registry, Replication.LOCAL)) {
      all.apply();
    }
    RegistryEventCodec codec = RegistryEventCodec.connect(registry, false);
    publisher =
        EventPublisher.connect(kafka, codec, RecordSigner.read(stack.secrets().signingKeys()));
    topics = new TopicLog(kafka, codec);
    String key = signer().verifier().vkey();
    for (String name : List.of("one", "two")) {
      WitnessProcess witness =
          WitnessProcess.start(name + ".witness.example", folder.resolve(name), key, freePort());
      witnesses.add(witness);
      String setting = "-Dpalimpsest.audit.log.witness." + name;
      description.jvmArguments(
          Part.ERASURE, setting + ".url=" + witness.address(), setting + ".key=" + witness.vkey());
    }
    description.jvmArguments(Part.ERASURE, "-Dpalimpsest.audit.log.witness-pause=1s");
    stack.add(Part.ERASURE);
    instances.add(stack.process(Part.ERASURE));
    instances.add(stack.startAnother(Part.ERASURE, Map.of()));
  }

  EventPublisher publisher() {
    return publisher;
  }

  PartProcess broker() {
    return stack.process(Part.BROKER);
  }

  List<WitnessProcess> witnesses() {
    return witnesses;
  }

  List<PartProcess> instances() {
    return instances;
  }

  Path directory() {
    return directory;
  }

  /** The log's own key: whoever has it can sign another history. */
  NoteSigner signer() throws Exception {
    return NoteSigner.parse(
        Files.readString(stack.secrets().auditLogKeyFile()).strip(), InstantSource.system());
  }

  /** What an instance answers without a token. */
  HttpResponse<byte[]> get(PartProcess instance, String path) throws Exception {
    return HTTP.send(
        HttpRequest.newBuilder(instance.url().resolve(path)).build(), BodyHandlers.ofByteArray());
  }

  Policy policy() throws Exception {
    return Policy.parse(get(instances.getFirst(), "/log/policy").body());
  }

  /** The newest checkpoint, if there is one and a quorum of witnesses cosigned it. */
  Optional<Checkpoint> witnessed() throws Exception {
    Optional<byte[]> file = new Directory(directory).read("checkpoint");
    if (file.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(policy().verified(Note.parse(file.get())));
    } catch (MalformedNoteException notYet) {
      return Optional.empty();
    }
  }

  /** The published folder, verified whole by the policy that is served. */
  Report verified() throws Exception {
    try (ExecutorService readers = Executors.newFixedThreadPool(2)) {
      return new LogVerifier(policy(), Instant.now(), readers)
          .verify(new ServedLog(new Directory(directory)), List.of());
    }
  }

  /** The values of a topic, in order. */
  List<byte[]> values(Topic topic) {
    List<byte[]> values = new ArrayList<>();
    topics.readBytes(
        topic,
        Duration.ofSeconds(60),
        record -> {
          if (record.value() instanceof Decoded.Event<byte[]> event) {
            values.add(event.value());
          }
        });
    return values;
  }

  /** A figure of an instance, 0 when it has none. */
  static double metric(String metrics, String name) {
    return metrics
        .lines()
        .filter(line -> line.startsWith(name))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() throws InterruptedException {
    publisher.close();
    stack.kill();
    for (WitnessProcess witness : witnesses) {
      witness.close();
    }
  }
}
