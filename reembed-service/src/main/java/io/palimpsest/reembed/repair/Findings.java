package io.palimpsest.reembed.repair;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.ne;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.WriteModel;
import io.palimpsest.fencing.Work;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * What jobs found, kept for two weeks. Ids of vectors hold ids of entities: this is data of scopes,
 * and deleted with them. Calls block and throw what the driver throws. Thread-safe.
 */
public final class Findings {
  private static final long KEPT_DAYS = 14;
  private static final String JOB = "job";
  private static final String UIDS = "uids";
  private static final String ENTITY = "entity";
  private static final String KIND = "kind";
  private final MongoCollection<Document> findings;
  private final Clock clock;

  /**
   * @param database the service's own
   * @param clock tells when something was found
   */
  public Findings(MongoDatabase database, Clock clock) {
    this.findings = database.getCollection("job_findings");
    this.clock = clock;
    findings.createIndex(Indexes.ascending(JOB));
    findings.createIndex(Indexes.ascending(UIDS));
    findings.createIndex(
        Indexes.ascending("found_at"), new IndexOptions().expireAfter(KEPT_DAYS, TimeUnit.DAYS));
  }

  /**
   * Keeps findings; the same ones twice are kept once.
   *
   * @param work the request is announced to it
   */
  public void put(UUID job, Collection<Finding> found, Work work) {
    if (found.isEmpty()) {
      return;
    }
    List<WriteModel<Document>> writes = new ArrayList<>();
    for (Finding finding : found) {
      Document document = document(job, finding);
      writes.add(
          new ReplaceOneModel<>(
              eq("_id", document.get("_id")), document, new ReplaceOptions().upsert(true)));
    }
    work.request(millis -> within(millis).bulkWrite(writes, new BulkWriteOptions().ordered(false)));
  }

  /**
   * A page of what a job found.
   *
   * @param after name of the last one of the page before; empty for the first page
   */
  public List<Found> page(UUID job, Optional<String> after, int size) {
    Bson which =
        after
            .map(name -> and(eq(JOB, job.toString()), gt("_id", name)))
            .orElseGet(() -> eq(JOB, job.toString()));
    List<Found> page = new ArrayList<>();
    findings
        .find(which)
        .sort(Sorts.ascending("_id"))
        .limit(size)
        .forEach(document -> page.add(new Found(document.getString("_id"), read(document))));
    return page;
  }

  /**
   * A finding as it is kept.
   *
   * @param name its name, in the order of pages
   * @param finding what was found
   */
  public record Found(String name, Finding finding) {}

  /** Uids of the entities that something was found of, findings of a kind left out. */
  public Set<UUID> entities(UUID job, String exceptKind) {
    Set<UUID> entities = new HashSet<>();
    findings
        .distinct(ENTITY, and(eq(JOB, job.toString()), ne(KIND, exceptKind)), String.class)
        .forEach(uid -> entities.add(UUID.fromString(uid)));
    return entities;
  }

  /** How many name one of the uids. */
  public long count(Collection<UUID> uids) {
    return findings.countDocuments(of(uids));
  }

  /**
   * Deletes what names one of the uids; returns how many.
   *
   * @param work the request is announced to it
   */
  public long delete(Collection<UUID> uids, Work work) {
    return work.request(millis -> within(millis).deleteMany(of(uids))).getDeletedCount();
  }

  private MongoCollection<Document> within(long millis) {
    return findings.withTimeout(millis, TimeUnit.MILLISECONDS);
  }

  private static Bson of(Collection<UUID> uids) {
    return in(UIDS, uids.stream().map(UUID::toString).toList());
  }

  private Document document(UUID job, Finding finding) {
    List<String> uids = finding.uids().stream().map(UUID::toString).toList();
    return new Document("_id", name(job, finding))
        .append(JOB, job.toString())
        .append(KIND, finding.kind())
        .append("namespace", finding.namespace())
        .append("vector", finding.vector())
        .append(UIDS, uids)
        .append(ENTITY, uids.getLast())
        .append("found_at", Date.from(clock.instant()));
  }

  private static String name(UUID job, Finding finding) {
    return String.join(
        "|",
        job.toString(),
        finding.kind(),
        finding.namespace(),
        finding.vector().isEmpty() ? finding.uids().getLast().toString() : finding.vector());
  }

  private static Finding read(Document document) {
    return new Finding(
        document.getString(KIND),
        document.getString("namespace"),
        document.getString("vector"),
        document.getList(UIDS, String.class).stream().map(UUID::fromString).toList());
  }
}
