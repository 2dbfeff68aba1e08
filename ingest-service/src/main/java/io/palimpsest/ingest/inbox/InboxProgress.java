package io.palimpsest.ingest.inbox;

import io.palimpsest.event.ScopeType;
import io.palimpsest.ingest.entry.Refusal;
import io.palimpsest.ingest.entry.RefusedException;
import io.palimpsest.messaging.group.GroupProgress;
import io.palimpsest.messaging.group.Passing;
import io.palimpsest.messaging.group.SeenEnds;
import io.palimpsest.topic.Topic;
import jakarta.inject.Singleton;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;

/** How far the inboxes are settled: applied, parked or counted as erased, and committed. */
@Singleton
public final class InboxProgress {
  private final GroupProgress groups;

  InboxProgress(GroupProgress groups) {
    this.groups = groups;
  }

  /**
   * Where the inbox ends now by which scopes of the kind come in.
   *
   * @throws RefusedException 503 when the broker does not answer
   */
  public SeenEnds ends(ScopeType type) {
    return asked(() -> groups.ends(inbox(type).topicName()));
  }

  /**
   * Whether all that came before the ends is settled.
   *
   * @throws RefusedException 503 when the broker does not answer
   */
  public Passing passing(ScopeType type, SeenEnds ends) {
    String topic = inbox(type).topicName();
    return ends.topic().equals(topic)
        ? asked(() -> groups.passing(InboxGroups.group(topic), ends))
        : Passing.VOID;
  }

  private static Topic inbox(ScopeType type) {
    return switch (type) {
      case ORGANIZATION, PROFILE, ITEM -> Topic.INBOX_PORTFOLIO;
      case CREATOR, TWIN, SOURCE -> Topic.INBOX_SOURCES;
      case UNKNOWN -> throw new IllegalArgumentException("the kind of the scope is not known");
    };
  }

  private static <T> T asked(Supplier<T> question) {
    try {
      return question.get();
    } catch (KafkaException unanswered) {
      throw new RefusedException(
          Refusal.of(503, "inbox.unavailable", "the broker does not answer now; try again"));
    }
  }
}
