package io.palimpsest.reembed.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import io.palimpsest.messaging.KafkaSettings;
import io.palimpsest.messaging.Replication;
import io.palimpsest.messaging.Topics;
import io.palimpsest.reembed.search.Stores;
import io.palimpsest.topic.Topic;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;

/** The index side does not start over what nobody would erase, nor without its topics. */
@QuarkusTest
@QuarkusTestResource(Stores.class)
class PreflightIT {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final String UNKNOWN = "drafts_of_nobody";

  @Inject MongoDatabase database;
  @Inject Preflight preflight;
  @Inject KafkaSettings kafka;
  @Inject SchemaRegistryConfig registry;

  @Test
  void aCollectionThatNobodyAnswersForMakesTheStartFailAndTheServicesOwnDoNot() {
    assertThat(database.listCollectionNames().into(new ArrayList<>())).contains("embeddings");
    assertThat(preflight.mismatches()).isEmpty();
    database.createCollection(UNKNOWN);
    try {
      assertThat(preflight.mismatches()).singleElement().asString().contains(UNKNOWN);
    } finally {
      database.getCollection(UNKNOWN).drop();
    }
    assertThat(preflight.mismatches()).isEmpty();
  }

  @Test
  void aTopicThatIsMissingOrKeepsWhatItShouldNotMakesTheStartFail() throws Exception {
    String topic = Topic.COVERAGE.topicName();
    try (Admin admin =
        Admin.create(Map.<String, Object>of("bootstrap.servers", kafka.bootstrapServers()))) {
      ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
      AlterConfigOp compact =
          new AlterConfigOp(new ConfigEntry("cleanup.policy", "compact"), AlterConfigOp.OpType.SET);
      admin.incrementalAlterConfigs(Map.of(resource, List.of(compact))).all().get();
      awaitMismatch(topic + " cleanup.policy is compact, expected delete");
      admin.deleteTopics(List.of(topic)).all().get();
      awaitMismatch(topic + " topic is missing");
    } finally {
      try (Topics topics = Topics.connect(kafka, registry.url(), Replication.LOCAL)) {
        topics.apply();
      }
    }
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(preflight.mismatches()).isEmpty());
  }

  private void awaitMismatch(String told) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(preflight.mismatches()).containsExactly(told));
  }
}
