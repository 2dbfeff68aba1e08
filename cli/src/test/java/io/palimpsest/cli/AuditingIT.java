package io.palimpsest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.palimpsest.audit.verify.SampleLog;
import io.palimpsest.cli.frame.ExitCode;
import io.palimpsest.local.stack.Part;
import io.palimpsest.local.stack.RunningStack;
import io.palimpsest.local.stack.SharedStack;
import io.palimpsest.messaging.KafkaSettings;
import io.palimpsest.messaging.Replication;
import io.palimpsest.messaging.Topics;
import io.palimpsest.topic.Topic;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An auditor reads docs/auditing.md and does what it says; and our command reads the topics. */
class AuditingIT {
  private static final int SIZE = 360;
  private static final SampleLog LOG = new SampleLog();
  private static final List<byte[]> ENTRIES = SampleLog.entries(40);

  @TempDir private static Path folder;
  private static RunningStack stack;
  private static HttpServer server;

  /** What becomes of a transaction. */
  private enum Transaction {
    COMMITTED,
    ABORTED
  }

  @BeforeAll
  static void start() throws Exception {
    stack = SharedStack.with(Part.BROKER, Part.REGISTRY);
    KafkaSettings kafka = KafkaSettings.of(stack.bootstrapServers(), "auditing");
    try (Topics topics =
        Topics.connect(kafka, URI.create(stack.registryUrl()), Replication.LOCAL)) {
      topics.apply();
    }
    LOG.write(folder.resolve("log"), ENTRIES, 100, 200);
    Files.write(folder.resolve("log/policy"), LOG.policyFile());
    Files.write(folder.resolve("log.policy"), LOG.policyFile());
    Files.copy(folder.resolve("log/checkpoint.100"), folder.resolve("older.checkpoint"));
    Files.write(
        folder.resolve("certificate.tlog-proof"),
        SampleLog.certificate(folder.resolve("log"), ENTRIES.get(8), 8));
    publish();
    serve();
  }

  @AfterAll
  static void stop() {
    server.stop(0);
  }

  @Test
  void thePageIsTrueAsItStands() throws Exception {
    for (String tool : List.of("curl", "jq", Documented.PYTHON, "bash")) {
      Documented.require(tool);
    }
    Documented.require("openssl", "version");
    KcatByJava.standIn(folder);
    assertThat(Files.readAllLines(Documented.program(folder))).hasSizeLessThanOrEqualTo(60);
    List<String> said = new ArrayList<>();
    for (String block : Documented.blocks("sh")) {
      Documented.Ended ended =
          Documented.run(folder, environment(), "bash", "-euo", "pipefail", "-c", block);
      assertThat(ended.code()).as(block + ended.out()).isZero();
      said.add(ended.out());
    }
    assertThat(said).hasSize(9);
    assertThat(said.get(0)).contains("the policy is the one that you were handed");
    assertThat(said.get(1)).contains("confirmed_live", "\"remaining\": 0", "true");
    assertThat(said.get(2)).contains("Signature Verified Successfully");
    assertThat(said.get(3)).endsWith("verified: 360 entries\n");
    assertThat(said.get(4)).isEqualTo("verified: 360 entries\n");
    assertThat(said.subList(5, 8)).containsOnly("");
    assertThat(said.get(8)).isEqualTo("true\n");
  }

  @Test
  void theQuestionsOfThePageHaveAnAnswerWhenThereIsSomethingToSay() throws Exception {
    Documented.require("jq");
    List<byte[]> incomplete = new ArrayList<>(ENTRIES.subList(0, 26));
    incomplete.remove(15);
    incomplete.remove(2);
    try (var out = Files.newOutputStream(folder.resolve("entries"))) {
      for (byte[] entry : incomplete) {
        out.write("0 ".getBytes(StandardCharsets.UTF_8));
        out.write(entry);
        out.write('\n');
      }
    }
    List<String> blocks = Documented.blocks("sh");
    String all = String.join("\n", blocks.subList(5, 8)).replace("< now", "< 1900000000");
    Documented.Ended ended =
        Documented.run(folder, environment(), "bash", "-euo", "pipefail", "-c", all);
    assertThat(ended.out())
        .contains(
            "gap in /erasure/er_000000000000000000000000",
            "gap in /erasure/er_000000000000000000000001",
            "has not ended: /erasure/er_000000000000000000000002",
            "intents without an outcome: [1] of /erasure/er_000000000000000000000001");
  }

  @Test
  void theTopicsAreVerifiedAndWhatWasNotCommittedIsNoPartOfThem() {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        Palimpsest.commandLine()
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(
                "audit",
                "verify",
                "--policy=" + folder.resolve("log.policy"),
                "--bootstrap=" + stack.bootstrapServers(),
                "--older=" + folder.resolve("older.checkpoint"));
    assertThat(code).as(err + "" + out).isEqualTo(ExitCode.DONE.code());
    assertThat(out.toString())
        .contains(
            "360 entries read",
            "other checkpoints of the same history: 3",
            "requests: 40 confirmed");
  }

  @Test
  void brokersThatDoNotAnswerSayNothingAboutTheLog() {
    StringWriter err = new StringWriter();
    int code =
        Palimpsest.commandLine()
            .setErr(new PrintWriter(err, true))
            .execute(
                "audit",
                "verify",
                "--policy=" + folder.resolve("log.policy"),
                "--bootstrap=nowhere.invalid:9092");
    assertThat(code).isEqualTo(ExitCode.NOT_RUN.code());
    assertThat(err.toString()).hasLineCount(1).contains("the brokers do not let the log be read");
  }

  private static Map<String, String> environment() {
    return Map.of(
        "PATH",
        folder + ":" + System.getenv("PATH"),
        "LOG",
        "http://127.0.0.1:" + server.getAddress().getPort() + "/log",
        "BOOTSTRAP",
        stack.bootstrapServers(),
        "REQUEST_KEY",
        "0".repeat(64));
  }

  private static void publish() throws Exception {
    Map<String, Object> config =
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            stack.bootstrapServers(),
            ProducerConfig.TRANSACTIONAL_ID_CONFIG,
            "auditing");
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer())) {
      producer.initTransactions();
      send(producer, 0, 200, Transaction.COMMITTED);
      send(producer, 200, 300, Transaction.ABORTED);
      send(producer, 200, SIZE, Transaction.COMMITTED);
      producer.beginTransaction();
      for (String name : List.of("checkpoint.100", "checkpoint.200", "checkpoint")) {
        byte[] note = Files.readAllBytes(folder.resolve("log").resolve(name));
        producer.send(
            new ProducerRecord<>(Topic.AUDIT_CHECKPOINTS.topicName(), SampleLog.ORIGIN, note));
      }
      producer.commitTransaction();
    }
  }

  private static void send(
      KafkaProducer<String, byte[]> producer, int from, int to, Transaction transaction)
      throws Exception {
    producer.beginTransaction();
    for (int index = from; index < to; index++) {
      producer
          .send(
              new ProducerRecord<>(
                  Topic.AUDIT.topicName(), Integer.toString(index), ENTRIES.get(index)))
          .get();
    }
    switch (transaction) {
      case COMMITTED -> producer.commitTransaction();
      case ABORTED -> producer.abortTransaction();
    }
  }

  private static void serve() throws Exception {
    server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.createContext(
        "/log/",
        exchange -> {
          try (exchange) {
            String name = exchange.getRequestURI().getPath().substring(1);
            byte[] bytes = Files.readAllBytes(folder.resolve(name));
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
          }
        });
    server.start();
  }
}
