package io.palimpsest.ingest.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.palimpsest.ingest.store.InboxTopics;
import io.palimpsest.local.stack.Part;
import io.palimpsest.local.stack.SharedStack;
import io.palimpsest.messaging.group.TopicRenewedException;
import io.palimpsest.topic.Topic;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An inbox topic that was made anew is told by its id (I16). */
class IncarnationsIT {
  private static final String TOPIC = Topic.INBOX_PORTFOLIO.topicName();
  private final AtomicReference<String> id = new AtomicReference<>("first");
  private MongoClient client;
  private InboxTopics topics;

  @BeforeEach
  void open() throws InterruptedException {
    client = MongoClients.create(SharedStack.with(Part.DOCUMENTS).mongoUri("ingest"));
    topics = new InboxTopics(client.getDatabase("i" + UUID.randomUUID().toString().substring(9)));
  }

  @AfterEach
  void close() {
    client.close();
  }

  @Test
  void whileTheTopicIsTheSameItsOffsetsAreThoseOfTheBroker() {
    Incarnations instance = instance();

    assertThat(instance.base(TOPIC)).isZero();
    assertThat(instance.base(TOPIC)).isZero();
    assertThat(instance().base(TOPIC)).as("another instance, or after a restart").isZero();
  }

  @Test
  void offsetsOfATopicThatWasMadeAnewAreAboveAllOfTheOldOne() {
    Incarnations instance = instance();
    long last = offset(instance.base(TOPIC), 9_000_000);
    id.set("second");

    assertThatThrownBy(() -> instance.base(TOPIC)).isInstanceOf(TopicRenewedException.class);
    long first = offset(instance.base(TOPIC), 0);

    assertThat(first).isGreaterThan(last);
    assertThat(InboxTopics.onBroker(first)).isZero();
    assertThat(topics.base(TOPIC)).as("what a readmission counts from").isEqualTo(first);
  }

  @Test
  void aTopicThatWasMadeAnewWhileNobodyRanIsReadFromItsBeginning() {
    long last = offset(instance().base(TOPIC), 9_000_000);
    id.set("second");
    Incarnations restarted = instance();

    assertThatThrownBy(() -> restarted.base(TOPIC)).isInstanceOf(TopicRenewedException.class);
    assertThat(offset(restarted.base(TOPIC), 0)).isGreaterThan(last);
  }

  @Test
  void eachInstanceBeginsAnewByItself() {
    Incarnations one = instance();
    Incarnations other = instance();
    one.base(TOPIC);
    other.base(TOPIC);
    id.set("second");

    assertThatThrownBy(() -> one.base(TOPIC)).isInstanceOf(TopicRenewedException.class);
    assertThatThrownBy(() -> other.base(TOPIC)).isInstanceOf(TopicRenewedException.class);
    assertThat(one.base(TOPIC)).isEqualTo(other.base(TOPIC)).isPositive();
  }

  private Incarnations instance() {
    return Incarnations.of(topic -> id.get(), topics);
  }

  private static long offset(long base, long onBroker) {
    return InboxRecord.of(
            Topic.INBOX_PORTFOLIO,
            new ConsumerRecord<>(TOPIC, 0, onBroker, "key", new byte[0]),
            base)
        .place()
        .offset();
  }
}
