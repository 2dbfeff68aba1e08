package io.palimpsest.deploy.kubernetes;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.palimpsest.deploy.GeneratedFile;
import io.palimpsest.messaging.Replication;
import io.palimpsest.messaging.TopicSettings;
import io.palimpsest.topic.AnyTopic;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class TopicsTest {
  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
          .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
          .build();

  @Test
  void theTopicsAreThoseOfTheCatalogueWithItsPartitionsAndSettings() throws IOException {
    StringBuilder yaml =
        new StringBuilder(
            "# Made from the catalogue of topics (io.palimpsest.topic.Topic): do not edit.\n");
    for (AnyTopic topic : AnyTopic.catalogue(List.of())) {
      yaml.append(YAML.writeValueAsString(manifest(topic)));
    }
    GeneratedFile.holds("deploy/kubernetes/base/kafka/topics.yaml", yaml.toString());
  }

  private static ObjectNode manifest(AnyTopic topic) {
    ObjectNode object = YAML.createObjectNode();
    object.put("apiVersion", "kafka.strimzi.io/v1beta2").put("kind", "KafkaTopic");
    ObjectNode metadata = object.putObject("metadata");
    metadata.put("name", topic.topicName().replace('_', '-'));
    metadata.putObject("labels").put("strimzi.io/cluster", "palimpsest");
    ObjectNode spec = object.putObject("spec");
    spec.put("topicName", topic.topicName());
    spec.put("partitions", topic.partitions());
    spec.put("replicas", Replication.PRODUCTION.factor());
    ObjectNode config = spec.putObject("config");
    TopicSettings.of(topic, Replication.PRODUCTION).forEach(config::put);
    return object;
  }
}
