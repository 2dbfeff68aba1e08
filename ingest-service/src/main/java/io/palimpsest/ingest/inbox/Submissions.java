package io.palimpsest.ingest.inbox;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import io.palimpsest.audit.ActKey;
import io.palimpsest.fencing.Work;
import io.palimpsest.ingest.vault.Vault;
import io.palimpsest.messaging.SignedRecord;
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
import java.util.function.BooleanSupplier;
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
        Indexes.ascending(DropDocuments.UNSAID), new IndexOptions().sparse(true));
    collection.createIndex(
        Indexes.ascending(DropDocuments.SOURCES), new IndexOptions().sparse(true));
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
    before.ifPresent(old -> DropDocuments.keep(old, document));
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

  /** Takes a submission out; false when it was not there. What the log is told of it stays. */
  public boolean remove(UUID id, Work work) {
    Bson self = parked(id);
    Bson unmarked = Filters.and(self, DropDocuments.IS_UNMARKED);
    Document removed = work.request(millis -> within(millis).findOneAndDelete(unmarked));
    if (removed == null) {
      removed =
          work.request(
              millis -> within(millis).findOneAndUpdate(self, SubmissionDocuments.clear()));
    }
    if (removed == null) {
      return false;
    }
    vault.forget(keys(List.of(removed)), work);
    return true;
  }

  /**
   * Gives a submission up for good: what the log is told of it is kept by the write that takes it
   * away; false when it was not there.
   *
   * @param told what the log is told
   * @param work what is written is announced to it
   */
  public boolean giveUp(UUID id, DropNews.Told told, Work work) {
    Bson dropped = Updates.combine(SubmissionDocuments.clear(), DropDocuments.push(told));
    Document before = work.request(millis -> within(millis).findOneAndUpdate(parked(id), dropped));
    if (before == null) {
      return false;
    }
    vault.forget(keys(List.of(before)), work);
    return true;
  }

  /** Statements that the log may not have yet. */
  public List<SignedRecord> unsaid() {
    List<SignedRecord> unsaid = new ArrayList<>();
    collection.find(DropDocuments.IS_UNSAID).map(DropDocuments::unsaid).forEach(unsaid::addAll);
    return unsaid;
  }

  /** The log will have it. */
  public void said(SignedRecord told) {
    collection.updateOne(DropDocuments.isUnsaid(told), DropDocuments.said(told));
  }

  /** The key of the digests of what the log was told of one, by its source there. */
  public Optional<ActKey> toldKey(String source) {
    Bson told = Filters.eq(DropDocuments.SOURCES, source);
    return Optional.ofNullable(collection.find(told).first())
        .map(
            mark ->
                ActKey.of(
                    DropDocuments.key(mark, source),
                    () -> collection.updateOne(told, DropDocuments.withoutKey())));
  }

  /** How many are parked. */
  public long count() {
    return collection.countDocuments(SubmissionDocuments.PARKED);
  }

  /** How many were parked for a live scope with this uid. */
  public long count(UUID scope) {
    return collection.countDocuments(of(scope));
  }

  /** How many claim to belong to a scope. */
  public long count(ClaimedScope claimed) {
    return collection.countDocuments(claimed.filter());
  }

  /** How many claim to belong to a scope and were not parked for it by its uid. */
  public long count(ClaimedScope claimed, UUID scope) {
    return collection.countDocuments(
        Filters.and(claimed.filter(), Filters.ne(SubmissionDocuments.UIDS, scope.toString())));
  }

  /**
   * Removes what was parked for a live scope with this uid, its keys with it; for erasure alone.
   *
   * @param limit most of it, so that one deadline is enough
   * @return how many were removed, 0 when there are none left
   */
  public long erase(UUID scope, int limit, Work work) {
    return erase(seen(of(scope), limit), work);
  }

  /**
   * Removes what claims to belong to a scope, its keys with it; for erasure alone. It is named by
   * what was read while the ids were still those of the erased scope: what is parked under them
   * later stays.
   *
   * @param still whether the ids are still those of the erased scope
   * @param limit most of it, so that one deadline is enough
   * @return how many were removed, 0 when there are none left
   */
  public long erase(ClaimedScope claimed, BooleanSupplier still, int limit, Work work) {
    List<Document> seen = seen(claimed.filter(), limit);
    return still.getAsBoolean() ? erase(seen, work) : 0;
  }

  private List<Document> seen(Bson filter, int limit) {
    return collection
        .find(filter)
        .projection(
            Projections.include(
                SubmissionDocuments.ID, SubmissionDocuments.KEY_UID, SubmissionDocuments.PARKED_AT))
        .limit(limit)
        .into(new ArrayList<>());
  }

  /** As they were seen: one that was parked again since is another. */
  private long erase(List<Document> seen, Work work) {
    if (seen.isEmpty()) {
      return 0;
    }
    vault.forget(seen.stream().map(SubmissionDocuments::keyUid).toList(), work);
    List<Bson> those =
        seen.stream()
            .map(
                document ->
                    Filters.and(
                        Filters.eq(SubmissionDocuments.ID, document.get(SubmissionDocuments.ID)),
                        Filters.eq(
                            SubmissionDocuments.PARKED_AT,
                            document.get(SubmissionDocuments.PARKED_AT))))
            .toList();
    return work.request(millis -> within(millis).deleteMany(Filters.or(those))).getDeletedCount();
  }

  private static Bson parked(UUID id) {
    return Filters.and(
        Filters.eq(SubmissionDocuments.ID, id.toString()), SubmissionDocuments.PARKED);
  }

  private static Bson of(UUID scope) {
    return Filters.eq(SubmissionDocuments.UIDS, scope.toString());
  }

  private Page page(Bson filter, int limit) {
    List<Document> found =
        collection
            .find(Filters.and(filter, SubmissionDocuments.PARKED))
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
