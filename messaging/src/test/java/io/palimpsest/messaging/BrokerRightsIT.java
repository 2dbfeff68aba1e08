package io.palimpsest.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.palimpsest.local.stack.LocalStack;
import io.palimpsest.local.stack.Part;
import io.palimpsest.local.stack.RunningStack;
import io.palimpsest.right.Grant;
import io.palimpsest.right.Operation;
import io.palimpsest.right.Principals;
import io.palimpsest.right.Resource;
import io.palimpsest.right.Rights;
import io.palimpsest.topic.AnyTopic;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real broker that asks for a user and denies by default: who can do what with each topic. */
class BrokerRightsIT {
  private static final List<String> PARTICIPANTS = List.of("crm");
  private static final List<AnyTopic> TOPICS = AnyTopic.catalogue(PARTICIPANTS);
  private static final String PASSWORD = "of-tests-only";
  private static final Duration POLL = Duration.ofMillis(200);

  @TempDir static Path folder;

  private static RunningStack stack;

  @BeforeAll
  static void startABroker() throws Exception {
    stack = LocalStack.in(folder.resolve("stack")).with(Part.BROKER).start();
    try (Admin admin = Admin.create(administrator().client("setup"))) {
      admin
          .createTopics(
              TOPICS.stream().map(t -> new NewTopic(t.topicName(), 1, (short) 1)).toList())
          .all()
          .get();
      admin.alterUserScramCredentials(users()).all().get();
    }
    try (BrokerRights rights = rights()) {
      assertThat(rights.apply()).as("a new broker").isNotEmpty();
      await()
          .atMost(Duration.ofSeconds(90))
          .untilAsserted(() -> assertThat(rights.diff()).isEmpty());
    }
  }

  @AfterAll
  static void end() {
    stack.kill();
  }

  @Test
  void eachReadsAndWritesWhatTheCatalogueSaysAndNothingElse() throws Exception {
    Set<String> wanted = new TreeSet<>();
    Set<String> done = new TreeSet<>();
    for (AnyTopic topic : TOPICS) {
      Rights.operations(topic, PARTICIPANTS)
          .forEach(
              (principal, operations) ->
                  operations.stream()
                      .filter(operation -> operation != Operation.DELETE)
                      .forEach(
                          operation ->
                              wanted.add(principal + " " + operation + " " + topic.topicName())));
    }
    for (String principal : Principals.limited(PARTICIPANTS)) {
      try (KafkaProducer<byte[], byte[]> producer = producer(principal);
          KafkaConsumer<byte[], byte[]> consumer = consumer(principal, principal + "-probe")) {
        for (AnyTopic topic : TOPICS) {
          if (writes(producer, topic.topicName())) {
            done.add(principal + " WRITE " + topic.topicName());
          }
          if (reads(consumer, topic.topicName())) {
            done.add(principal + " READ " + topic.topicName());
          }
        }
      }
    }

    assertThat(done).isEqualTo(wanted);
    assertThat(done).as("something is allowed").hasSizeGreaterThan(TOPICS.size());
  }

  @Test
  void nobodyDeletesChangesOrGrantsButWhereTheCatalogueSaysSo() throws Exception {
    for (String principal : Principals.limited(PARTICIPANTS)) {
      try (Admin admin = Admin.create(as(principal).client(principal))) {
        for (AnyTopic topic : TOPICS) {
          // Who may delete records may delete their topic: to the brokers that is one right.
          if (!Rights.operations(topic, PARTICIPANTS)
              .getOrDefault(principal, Set.of())
              .contains(Operation.DELETE)) {
            assertThatThrownBy(() -> admin.deleteTopics(List.of(topic.topicName())).all().get())
                .hasCauseInstanceOf(AuthorizationException.class);
          }
        }
        assertThatThrownBy(
                () -> admin.createTopics(List.of(new NewTopic("own", 1, (short) 1))).all().get())
            .hasCauseInstanceOf(AuthorizationException.class);
        assertThatThrownBy(() -> admin.alterUserScramCredentials(users()).all().get())
            .hasCauseInstanceOf(AuthorizationException.class);
      }
    }
  }

  @Test
  void nobodyTakesPartInAnothersGroup() {
    assertThatThrownBy(() -> join(Principals.UPSTREAM, "erasure-requests"))
        .isInstanceOf(GroupAuthorizationException.class);
    assertThatThrownBy(() -> join(Principals.INGEST, "palimpsest-reembed"))
        .isInstanceOf(GroupAuthorizationException.class);
    assertThatThrownBy(() -> join(Principals.participant("crm"), "erasure-receipts"))
        .isInstanceOf(GroupAuthorizationException.class);
    join(Principals.UPSTREAM, "upstream-own");
  }

  @Test
  void whoHasNoPasswordIsNobody() throws Exception {
    BrokerAccess wrong = access(Principals.INGEST, "another");

    try (Admin admin =
        Admin.create(KafkaSettings.of(stack.guardedBootstrapServers(), wrong, "x").client("x"))) {
      assertThatThrownBy(() -> admin.listTopics().names().get())
          .hasCauseInstanceOf(SaslAuthenticationException.class);
    }
  }

  @Test
  void whatIsGrantedBeyondTheCatalogueIsSaidAndTakenAway() throws Exception {
    List<Grant> more = new ArrayList<>(Rights.catalogue(PARTICIPANTS));
    more.add(
        new Grant(
            Principals.AUDITOR, new Resource.OneTopic("of-others"), EnumSet.of(Operation.WRITE)));
    try (BrokerRights generous = BrokerRights.connect(administrator(), more, List.of());
        BrokerRights rights = rights()) {
      generous.apply();
      await()
          .atMost(Duration.ofSeconds(90))
          .untilAsserted(
              () ->
                  assertThat(rights.diff())
                      .singleElement()
                      .satisfies(
                          one -> {
                            assertThat(one.subject()).isEqualTo("User:auditor on of-others");
                            assertThat(one.missing()).isFalse();
                          }));
      rights.apply();
      await()
          .atMost(Duration.ofSeconds(90))
          .untilAsserted(() -> assertThat(rights.diff()).isEmpty());
    }
  }

  private static boolean writes(KafkaProducer<byte[], byte[]> producer, String topic)
      throws InterruptedException {
    try {
      producer.send(new ProducerRecord<>(topic, new byte[] {1}, new byte[] {1})).get();
      return true;
    } catch (ExecutionException refused) {
      assertThat(refused).hasCauseInstanceOf(AuthorizationException.class);
      return false;
    }
  }

  private static boolean reads(KafkaConsumer<byte[], byte[]> consumer, String topic) {
    TopicPartition partition = new TopicPartition(topic, 0);
    try {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      consumer.poll(POLL);
      consumer.position(partition);
      consumer.poll(POLL);
      return true;
    } catch (AuthorizationException refused) {
      return false;
    }
  }

  private static void join(String principal, String group) {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer(principal, group)) {
      consumer.subscribe(List.of(TOPICS.getFirst().topicName()));
      try {
        consumer.poll(Duration.ofSeconds(5));
      } catch (org.apache.kafka.common.errors.TopicAuthorizationException ofTheTopic) {
        // The group is what is asked for here.
      }
      consumer.committed(Set.of(new TopicPartition(TOPICS.getFirst().topicName(), 0)));
    }
  }

  private static KafkaProducer<byte[], byte[]> producer(String principal) {
    Map<String, Object> configs = as(principal).client(principal);
    configs.put("enable.idempotence", false);
    return new KafkaProducer<>(configs, new ByteArraySerializer(), new ByteArraySerializer());
  }

  private static KafkaConsumer<byte[], byte[]> consumer(String principal, String group) {
    Map<String, Object> configs = as(principal).client(principal);
    configs.put("group.id", group);
    configs.put("enable.auto.commit", false);
    return new KafkaConsumer<>(configs, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private static BrokerRights rights() {
    return BrokerRights.connect(
        administrator(), Rights.catalogue(PARTICIPANTS), Principals.limited(PARTICIPANTS));
  }

  private static KafkaSettings administrator() {
    return KafkaSettings.of(stack.bootstrapServers(), "administrator");
  }

  private static KafkaSettings as(String principal) {
    try {
      return KafkaSettings.of(
          stack.guardedBootstrapServers(), access(principal, PASSWORD), principal);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** As an operator writes it: in a file. */
  private static BrokerAccess access(String principal, String password) throws Exception {
    Path file = Files.createTempFile(folder, "access", ".properties");
    Files.writeString(
        file,
        """
        security.protocol=SASL_PLAINTEXT
        sasl.mechanism=SCRAM-SHA-256
        sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required \
        username="%s" password="%s";
        """
            .formatted(principal, password));
    return BrokerAccess.read(file);
  }

  private static List<UserScramCredentialAlteration> users() {
    return Principals.limited(PARTICIPANTS).stream()
        .<UserScramCredentialAlteration>map(
            name ->
                new UserScramCredentialUpsertion(
                    name, new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_256, 4096), PASSWORD))
        .collect(Collectors.toList());
  }
}
