package io.palimpsest.ingest.submission;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Sorts;
import io.palimpsest.fencing.Work;
import io.palimpsest.ingest.vault.Vault;
import io.palimpsest.sealing.BrokenSealException;
import io.palimpsest.sealing.KeysUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jboss.logging.Logger;

/** The parked submissions. Thread-safe. */
public final class Submissions {
  private static final Logger LOG = Logger.getLogger(Submissions.class);

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
        new IndexOptions().expireAfter(0L, TimeUnit.SECONDS));
  }

  /**
   * Parks a submission; durable on return. Parking it again replaces it, under a key of its own
   * again, wrapped for the place where it lies now and ending after it; the order in which it
   * arrived stays.
   *
   * @param work what is written is announced to it
   */
  public void park(ParkedSubmission submission, Work work) {
    Instant expires = submission.parkedAt().plus(kept);
    UUID key = UUID.randomUUID();
    Bson self = Filters.eq(SubmissionDocuments.ID, submission.id().toString());
    Optional<Document> before = Optional.ofNullable(collection.find(self).first());
    Vault.Sealer sealer = vault.sealer(path(submission, key), expires.plus(KEY_LONGER), work);
    Document document =
        SubmissionDocuments.toDocument(
            before
                .filter(old -> SubmissionDocuments.samePlace(old, submission.place()))
                .map(old -> submission.arrived(SubmissionDocuments.seen(old)))
                .orElse(submission),
            key,
            sealer);
    document.append(SubmissionDocuments.EXPIRES_AT, Date.from(expires));
    work.request(
        millis -> within(millis).replaceOne(self, document, new ReplaceOptions().upsert(true)));
    vault.forget(keys(before.stream().toList()), work);
  }

  private static List<UUID> path(ParkedSubmission submission, UUID key) {
    List<UUID> path = new ArrayList<>(submission.uids());
    if (path.isEmpty()) {
      path.add(Vault.SYSTEM);
    }
    path.add(key);
    return path;
  }

  /** The parked submission with this id. */
  public Optional<ParkedSubmission> find(UUID id) {
    return page(Filters.eq(SubmissionDocuments.ID, id.toString()), 1).rows().stream().findFirst();
  }

  /**
   * One page.
   *
   * @param rows submissions by id, those left out whose keys an erasure has destroyed
   * @param next where the next page begins; empty at the end
   */
  public record Page(List<ParkedSubmission> rows, Optional<String> next) {
    /** Copies the list. */
    public Page {
      rows = List.copyOf(rows);
    }
  }

  /** One page, by id. */
  public Page page(String after, int limit) {
    return page(Filters.gt(SubmissionDocuments.ID, after), limit);
  }

  /** Takes a submission out; false when it was not there. */
  public boolean remove(UUID id, Work work) {
    Document removed =
        work.request(
            millis ->
                within(millis).findOneAndDelete(Filters.eq(SubmissionDocuments.ID, id.toString())));
    if (removed == null) {
      return false;
    }
    vault.forget(keys(List.of(removed)), work);
    return true;
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

  /**
   * Removes what belongs to a scope, its keys with it; for erasure alone.
   *
   * @param limit most of it, so that one deadline is enough
   * @return how many were removed, 0 when there are none left
   */
  public long erase(SubmissionScope scope, int limit, Work work) {
    List<Document> found =
        collection
            .find(scope.filter())
            .projection(Projections.include(SubmissionDocuments.ID, SubmissionDocuments.KEY_UID))
            .limit(limit)
            .into(new ArrayList<>());
    if (found.isEmpty()) {
      return 0;
    }
    vault.forget(found.stream().map(SubmissionDocuments::keyUid).toList(), work);
    List<String> ids =
        found.stream().map(document -> document.getString(SubmissionDocuments.ID)).toList();
    return work.request(
            millis -> within(millis).deleteMany(Filters.in(SubmissionDocuments.ID, ids)))
        .getDeletedCount();
  }

  private Page page(Bson filter, int limit) {
    List<Document> found =
        collection
            .find(filter)
            .sort(Sorts.ascending(SubmissionDocuments.ID))
            .limit(limit)
            .into(new ArrayList<>());
    List<ParkedSubmission> rows = new ArrayList<>();
    Optional<Vault.Opener> all = opener(found);
    for (Document document : found) {
      open(document, all).ifPresent(rows::add);
    }
    return new Page(
        rows,
        found.size() < limit
            ? Optional.empty()
            : Optional.of(found.getLast().getString(SubmissionDocuments.ID)));
  }

  /** The keys of a page, all in one call; empty when one of them stands in the way of the rest. */
  private Optional<Vault.Opener> opener(List<Document> documents) {
    try {
      return Optional.of(vault.opener(keys(documents)));
    } catch (KeysUnavailableException | BrokenSealException one) {
      return Optional.empty();
    }
  }

  private Optional<ParkedSubmission> open(Document document, Optional<Vault.Opener> all) {
    try {
      Vault.Opener opener = all.orElseGet(() -> vault.opener(keys(List.of(document))));
      return SubmissionDocuments.payload(document, opener)
          .map(payload -> SubmissionDocuments.fromDocument(document, Optional.of(payload)));
    } catch (KeysUnavailableException | BrokenSealException unreadable) {
      LOG.warnf(
          "parked submission cannot be opened event=%s cause=%s",
          SubmissionDocuments.id(document), unreadable);
      return Optional.of(SubmissionDocuments.fromDocument(document, Optional.empty()));
    }
  }

  private MongoCollection<Document> within(long millis) {
    return collection.withTimeout(millis, TimeUnit.MILLISECONDS);
  }

  private static List<UUID> keys(List<Document> documents) {
    return documents.stream()
        .filter(SubmissionDocuments::isSealed)
        .map(SubmissionDocuments::keyUid)
        .toList();
  }
}
