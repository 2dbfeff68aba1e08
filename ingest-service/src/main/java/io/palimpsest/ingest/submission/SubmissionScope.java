package io.palimpsest.ingest.submission;

import com.mongodb.client.model.Filters;
import io.palimpsest.topic.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.bson.conversions.Bson;

/**
 * Everything parked that belongs to one scope: by the uids that were live when it was parked, or by
 * the ids that it claims.
 *
 * @param uid uid of the scope
 * @param topic inbox of the tenant's kind
 * @param tenant id of the organization or creator
 * @param parent id of the profile or twin, when the scope is one or is a source below one: an item
 *     is its organization's, whatever profile a record claims
 * @param entity id of the item or source, when the scope is one
 */
public record SubmissionScope(
    UUID uid, Topic topic, String tenant, Optional<String> parent, Optional<String> entity) {
  Bson filter() {
    List<Bson> claimed = new ArrayList<>();
    claimed.add(Filters.eq(SubmissionDocuments.TOPIC, topic.name()));
    claimed.add(Filters.eq(SubmissionDocuments.TENANT, tenant));
    parent.ifPresent(id -> claimed.add(Filters.eq(SubmissionDocuments.PARENT, id)));
    entity.ifPresent(id -> claimed.add(Filters.eq(SubmissionDocuments.ENTITY, id)));
    return Filters.or(Filters.eq(SubmissionDocuments.UIDS, uid.toString()), Filters.and(claimed));
  }
}
