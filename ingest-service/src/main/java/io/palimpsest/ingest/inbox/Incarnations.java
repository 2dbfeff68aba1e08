package io.palimpsest.ingest.inbox;

import io.palimpsest.ingest.store.InboxTopics;
import io.palimpsest.messaging.group.GroupProgress;
import io.palimpsest.messaging.group.TopicRenewedException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/**
 * Tells an inbox topic that was made anew by its id. Asked once for each batch, after it was
 * polled: while the id is the one before, the batch is of that topic.
 */
@Singleton
class Incarnations {
  private record Known(String id, long base) {}

  private final UnaryOperator<String> idOf;
  private final InboxTopics topics;
  private final Map<String, Known> known = new ConcurrentHashMap<>();

  @Inject
  Incarnations(GroupProgress groups, InboxTopics topics) {
    this(groups::topicId, topics);
  }

  /**
   * @param idOf id of the topic that has a name now
   */
  private Incarnations(UnaryOperator<String> idOf, InboxTopics topics) {
    this.idOf = idOf;
    this.topics = topics;
  }

  /** With ids that come from somewhere else than the broker. */
  static Incarnations of(UnaryOperator<String> idOf, InboxTopics topics) {
    return new Incarnations(idOf, topics);
  }

  /**
   * What is added to offsets of records that were just polled.
   *
   * @throws TopicRenewedException when they may be of another topic than is known: then it is read
   *     from its beginning, and known
   */
  long base(String topic) {
    String id = idOf.apply(topic);
    Known before = known.get(topic);
    if (before != null && before.id().equals(id)) {
      return before.base();
    }
    List<String> earlier = topics.ids(topic);
    topics.remember(topic, id);
    long base = InboxTopics.base(topics.ids(topic));
    known.put(topic, new Known(id, base));
    boolean isFirst = before == null && (earlier.isEmpty() || earlier.getLast().equals(id));
    if (!isFirst) {
      throw new TopicRenewedException(topic);
    }
    return base;
  }
}
