package io.palimpsest.erasure.broker;

import io.palimpsest.erasure.model.InboxEnd;
import io.palimpsest.messaging.KafkaSettings;
import io.palimpsest.topic.Topic;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;

/** The ends as the broker says them. */
@ApplicationScoped
class KafkaInboxes implements Inboxes {
  private static final List<String> TOPICS =
      List.of(Topic.INBOX_PORTFOLIO.topicName(), Topic.INBOX_SOURCES.topicName());

  private final KafkaSettings kafka;

  KafkaInboxes(KafkaSettings kafka) {
    this.kafka = kafka;
  }

  @Override
  public List<InboxEnd> ends() {
    try (Admin admin = Admin.create(kafka.client(kafka.clientId() + "-inboxes"))) {
      Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
      for (TopicDescription topic :
          BrokerAnswers.await(admin.describeTopics(TOPICS).allTopicNames()).values()) {
        topic
            .partitions()
            .forEach(
                partition ->
                    latest.put(
                        new TopicPartition(topic.name(), partition.partition()),
                        OffsetSpec.latest()));
      }
      return BrokerAnswers.await(admin.listOffsets(latest).all()).entrySet().stream()
          .map(
              end ->
                  new InboxEnd(
                      end.getKey().topic(), end.getKey().partition(), end.getValue().offset()))
          .sorted(Comparator.comparing(InboxEnd::topic).thenComparing(InboxEnd::partition))
          .toList();
    }
  }
}
