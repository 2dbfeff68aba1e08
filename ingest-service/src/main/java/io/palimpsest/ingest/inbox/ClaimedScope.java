package io.palimpsest.ingest.inbox;

import com.mongodb.client.model.Filters;
import io.palimpsest.topic.Topic;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.bson.conversions.Bson;

/**
 * A scope by the ids that submissions claim.
 *
 * @param creators whether it is a creator's, else an organization's
 * @param tenant id of the creator or organization
 * @param parent id of the twin or profile, empty for any
 * @param entities ids of sources or items, one of which is claimed; empty for any
 */
public record ClaimedScope(
    boolean creators, String tenant, Optional<String> parent, Collection<String> entities) {
  /** Copies the ids. */
  public ClaimedScope {
    entities = List.copyOf(entities);
  }

  Bson filter() {
    Topic topic = creators ? Topic.INBOX_SOURCES : Topic.INBOX_PORTFOLIO;
    List<Bson> claimed = new ArrayList<>();
    claimed.add(Filters.eq(SubmissionDocuments.TOPIC, topic.name()));
    claimed.add(Filters.eq(SubmissionDocuments.TENANT, tenant));
    parent.ifPresent(id -> claimed.add(Filters.eq(SubmissionDocuments.PARENT, id)));
    if (!entities.isEmpty()) {
      claimed.add(Filters.in(SubmissionDocuments.ENTITY, entities));
    }
    return Filters.and(claimed);
  }
}
