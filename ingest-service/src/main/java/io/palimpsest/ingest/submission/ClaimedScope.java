package io.palimpsest.ingest.submission;

import com.mongodb.client.model.Filters;
import io.palimpsest.topic.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.conversions.Bson;

/**
 * A scope by the ids that submissions claim.
 *
 * @param creators whether it is a creator's, else an organization's
 * @param tenant id of the creator or organization
 * @param parent id of the twin or profile, empty for any
 * @param entity id of the source or item, empty for any
 */
public record ClaimedScope(
    boolean creators, String tenant, Optional<String> parent, Optional<String> entity) {
  Bson filter() {
    Topic topic = creators ? Topic.INBOX_SOURCES : Topic.INBOX_PORTFOLIO;
    List<Bson> claimed = new ArrayList<>();
    claimed.add(Filters.eq(SubmissionDocuments.TOPIC, topic.name()));
    claimed.add(Filters.eq(SubmissionDocuments.TENANT, tenant));
    parent.ifPresent(id -> claimed.add(Filters.eq(SubmissionDocuments.PARENT, id)));
    entity.ifPresent(id -> claimed.add(Filters.eq(SubmissionDocuments.ENTITY, id)));
    return Filters.and(claimed);
  }
}
