package io.palimpsest.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palimpsest.local.stack.LocalStack;
import io.palimpsest.local.stack.Part;
import io.palimpsest.local.stack.RunningStack;
import io.palimpsest.topic.AnyTopic;
import io.palimpsest.topic.Topic;
import io.palimpsest.topic.WorkTopic;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The catalogue on brokers and a registry of its own, which nobody else changes meanwhile. */
class TopicsIT {
  @TempDir static Path folder;

  private static final Drift WRONG_PARTITIONS = new Drift.Partitions(Topic.SOURCES, 6, 2);

  private static RunningStack stack;
  private static Topics topics;
  private static Admin admin;
  private static List<Drift> atFirst;

  @BeforeAll
  static void start() throws Exception {
    stack = LocalStack.in(folder).with(Part.BROKER, Part.REGISTRY).start();
    KafkaSettings kafka = KafkaSettings.of(stack.bootstrapServers(), "topics");
    topics = Topics.connect(kafka, registry(), Replication.LOCAL);
    admin = Admin.create(Map.<String, Object>of("bootstrap.servers", stack.bootstrapServers()));
    atFirst = topics.diff();
    admin.createTopics(List.of(new NewTopic(Topic.SOURCES.topicName(), 2, (short) 1))).all().get();
    topics.apply();
  }

  @AfterAll
  static void stop() {
    topics.close();
    admin.close();
    stack.kill();
  }

  @Test
  void anEmptyClusterLacksEveryTopicAndSchema() {
    assertThat(atFirst)
        .filteredOn(Drift.MissingTopic.class::isInstance)
        .hasSize(AnyTopic.catalogue(List.of()).size());
    assertThat(atFirst)
        .filteredOn(Drift.MissingSchema.class::isInstance)
        .hasSameSizeAs(
            AnyTopic.catalogue(List.of()).stream()
                .filter(topic -> topic.valueSchema().isPresent())
                .toList())
        .hasSizeGreaterThan(WorkTopic.ours().size());
  }

  @Test
  void applyMakesEverythingAndASecondTimeNothing() {
    assertThat(topics.diff()).containsExactly(WRONG_PARTITIONS);
    assertThat(topics.apply()).containsExactly(WRONG_PARTITIONS);
  }

  @Test
  void theWorkTopicOfAnUpstreamParticipantIsMadeAndComparedLikeOurs() {
    WorkTopic crm = new WorkTopic("crm");
    topics.apply();
    try (Topics more =
        Topics.connect(
            KafkaSettings.of(stack.bootstrapServers(), "topics"),
            registry(),
            Replication.LOCAL,
            AnyTopic.catalogue(List.of("crm")))) {
      assertThat(more.apply())
          .containsExactlyInAnyOrder(
              WRONG_PARTITIONS, new Drift.MissingTopic(crm), new Drift.MissingSchema(crm));
      assertThat(more.diff()).containsExactly(WRONG_PARTITIONS);
    }
  }

  @Test
  void anotherNumberOfPartitionsIsReportedAndLeftAlone() throws Exception {
    topics.apply();

    assertThat(WRONG_PARTITIONS.description()).isEqualTo("has 2 partitions, expected 6");
    assertThat(
            admin
                .describeTopics(List.of(Topic.SOURCES.topicName()))
                .allTopicNames()
                .get()
                .get(Topic.SOURCES.topicName())
                .partitions())
        .hasSize(2);
  }

  @Test
  void aChangedSettingIsReportedWithBothValuesAndMended() throws Exception {
    topics.apply();
    alter(Topic.VECTORS, "retention.ms", "1000");

    assertThat(topics.diff())
        .filteredOn(Drift.Setting.class::isInstance)
        .singleElement()
        .satisfies(
            drift -> {
              assertThat(drift.subject()).isEqualTo("palimpsest.vectors.v1");
              assertThat(drift.description()).isEqualTo("retention.ms is 1000, expected 604800000");
            });
    topics.apply();
    assertThat(topics.diff()).containsExactly(WRONG_PARTITIONS);
  }

  @Test
  void aProducerCannotChooseTheTimeAtWhichItsTokenIsJudged() throws Exception {
    topics.apply();
    ConfigResource inbox =
        new ConfigResource(ConfigResource.Type.TOPIC, Topic.INBOX_SOURCES.topicName());

    assertThat(
            admin
                .describeConfigs(List.of(inbox))
                .all()
                .get()
                .get(inbox)
                .get("message.timestamp.type")
                .value())
        .isEqualTo("LogAppendTime");
  }

  @Test
  void theRegistryRefusesASchemaThatOldReadersCannotRead() {
    Schema incompatible =
        SchemaBuilder.record("ScopeFenced")
            .namespace("io.palimpsest.event")
            .fields()
            .requiredInt("no_default")
            .endRecord();

    assertThatThrownBy(
            () ->
                ApicurioRegistry.connect(registry())
                    .register(Subjects.of(Topic.ERASURE_FENCES), incompatible))
        .isInstanceOf(SchemaRefusedException.class)
        .hasMessageContaining("refuses the schema");
  }

  private static URI registry() {
    return URI.create(stack.registryUrl());
  }

  private static void alter(Topic topic, String name, String value) throws Exception {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.topicName());
    admin
        .incrementalAlterConfigs(
            Map.of(
                resource,
                List.of(new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET))))
        .all()
        .get();
  }
}
