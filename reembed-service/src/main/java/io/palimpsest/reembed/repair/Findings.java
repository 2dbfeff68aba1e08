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
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.WriteModel;
import io.palimpsest.fencing.Work;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
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
  private static final String FOUND_AT = "found_at";
  private static final String SINCE = "since";
  private static final int AT_ONCE = 1000;
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
        Indexes.ascending(FOUND_AT), new IndexOptions().expireAfter(KEPT_DAYS, TimeUnit.DAYS));
  }

  /**
   * Keeps findings; the same ones twice are kept once.
   *
   * @param work the request is announced to it
   */
  public void put(UUID job, Collection<Finding> found, Work work) {
    put(job, Optional.empty(), found, work);
  }

  /**
   * Keeps findings; what the job before found, too, is known since then.
   *
   * @param before the job that looked at the same things last
   * @param work the request is announced to it
   */
  public void put(UUID job, Optional<UUID> before, Collection<Finding> found, Work work) {
    List<Finding> all = List.copyOf(found);
    for (int from = 0; from < all.size(); from += AT_ONCE) {
      keep(job, before, all.subList(from, Math.min(all.size(), from + AT_ONCE)), work);
    }
  }

  private void keep(UUID job, Optional<UUID> before, List<Finding> found, Work work) {
    Map<String, Date> known = known(job, before, found);
    List<WriteModel<Document>> writes = new ArrayList<>();
    for (Finding finding : found) {
      Document document = document(job, finding);
      before
          .map(last -> known.get(name(last, finding)))
          .or(() -> Optional.ofNullable(known.get(name(job, finding))))
          .ifPresent(since -> document.append(SINCE, since));
      writes.add(
          new ReplaceOneModel<>(
              eq("_id", document.get("_id")), document, new ReplaceOptions().upsert(true)));
    }
    work.request(millis -> within(millis).bulkWrite(writes, new BulkWriteOptions().ordered(false)));
  }

  /** Since when what either job found is known, by name. */
  private Map<String, Date> known(UUID job, Optional<UUID> before, List<Finding> found) {
    List<String> names =
        Stream.concat(before.stream(), Stream.of(job))
            .flatMap(one -> found.stream().map(finding -> name(one, finding)))
            .toList();
    Map<String, Date> known = new HashMap<>();
    findings
        .find(in("_id", names))
        .projection(Projections.include(SINCE, FOUND_AT))
        .forEach(one -> known.put(one.getString("_id"), since(one)));
    return known;
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
        .forEach(
            document ->
                page.add(
                    new Found(
                        document.getString("_id"), read(document), since(document).toInstant())));
    return page;
  }

  /**
   * A finding as it is kept.
   *
   * @param name its name, in the order of pages
   * @param finding what was found
   * @param since when it was found first, by this job or those before it without a break
   */
  public record Found(String name, Finding finding, Instant since) {}

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
        .append(FOUND_AT, Date.from(clock.instant()));
  }

  private static Date since(Document document) {
    Date since = document.getDate(SINCE);
    return since == null ? document.getDate(FOUND_AT) : since;
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
