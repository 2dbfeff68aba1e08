package io.palimpsest.ingest.submission;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Sorts;
import io.palimpsest.ingest.vault.Vault;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.bson.Document;
import org.bson.conversions.Bson;

/** The parked submissions. Thread-safe. */
public final class Submissions {
  private final MongoCollection<Document> collection;

  /** A payload never outlives its key before its document goes. */
  private static final Duration KEY_LONGER = Duration.ofDays(1);

  private final Vault vault;
  private final Duration kept;

  /**
   * @param database database of this service
   * @param vault seals payloads, each under a key of its own: below the scopes that it names, else
   *     below a key of the system's; the key goes when the submission has gone
   * @param kept how long a submission stays parked
   */
  public Submissions(MongoDatabase database, Vault vault, Duration kept) {
    this.vault = vault;
    this.collection = database.getCollection("submissions");
    this.kept = kept;
  }

  /** Creates the indexes that are missing; one of them lets old submissions go. */
  public void ensureIndexes() {
    collection.createIndex(Indexes.ascending(SubmissionDocuments.UIDS));
    collection.createIndex(Indexes.ascending(SubmissionDocuments.TENANT));
    collection.createIndex(
        Indexes.ascending(SubmissionDocuments.EXPIRES_AT),
        new IndexOptions().expireAfter(0L, java.util.concurrent.TimeUnit.SECONDS));
  }

  /** Parks a submission; durable on return. Parking it again replaces it. */
  public void park(ParkedSubmission submission) {
    Instant expires = submission.parkedAt().plus(kept);
    Vault.Sealer sealer = vault.sealer(path(submission), expires.plus(KEY_LONGER));
    Document document = SubmissionDocuments.toDocument(submission, sealer);
    document.append(SubmissionDocuments.EXPIRES_AT, Date.from(expires));
    collection.replaceOne(
        Filters.eq(SubmissionDocuments.ID, submission.id().toString()),
        document,
        new ReplaceOptions().upsert(true));
  }

  private static List<UUID> path(ParkedSubmission submission) {
    List<UUID> path = new ArrayList<>(submission.uids());
    if (path.isEmpty()) {
      path.add(Vault.SYSTEM);
    }
    path.add(SubmissionDocuments.keyUid(submission.id()));
    return path;
  }

  /** The parked submission with this id. */
  public Optional<ParkedSubmission> find(UUID id) {
    return list(Filters.eq(SubmissionDocuments.ID, id.toString()), 1).stream().findFirst();
  }

  /** One page, by id. */
  public List<ParkedSubmission> page(String after, int limit) {
    return list(Filters.gt(SubmissionDocuments.ID, after), limit);
  }

  /** Takes a submission out; false when it was not there. */
  public boolean remove(UUID id) {
    boolean removed =
        collection.deleteOne(Filters.eq(SubmissionDocuments.ID, id.toString())).getDeletedCount()
            > 0;
    vault.forget(SubmissionDocuments.keyUid(id));
    return removed;
  }

  /** How many are parked. */
  public long count() {
    return collection.countDocuments();
  }

  /** How many belong to a scope. */
  public long count(SubmissionScope scope) {
    return collection.countDocuments(scope.filter());
  }

  /** How many claim to belong to a scope. */
  public long count(ClaimedScope scope) {
    return collection.countDocuments(scope.filter());
  }

  /** Removes all that belong to a scope; for erasure alone. */
  public long erase(SubmissionScope scope) {
    return collection.deleteMany(scope.filter()).getDeletedCount();
  }

  private List<ParkedSubmission> list(Bson filter, int limit) {
    List<Document> found =
        collection
            .find(filter)
            .sort(Sorts.ascending(SubmissionDocuments.ID))
            .limit(limit)
            .into(new ArrayList<>());
    Vault.Opener opener =
        vault.opener(
            found.stream()
                .filter(SubmissionDocuments::isSealed)
                .map(document -> SubmissionDocuments.keyUid(SubmissionDocuments.id(document)))
                .toList());
    return found.stream()
        .flatMap(document -> SubmissionDocuments.fromDocument(document, opener).stream())
        .toList();
  }
}
