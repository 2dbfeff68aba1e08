package io.palimpsest.jobs.act;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import io.palimpsest.audit.ActKey;
import io.palimpsest.audit.EntryType;
import io.palimpsest.audit.RequestKey;
import io.palimpsest.audit.SoleStatement;
import io.palimpsest.audit.Statement;
import io.palimpsest.messaging.SignedRecord;
import io.palimpsest.messaging.proof.RecordSigner;
import io.palimpsest.topic.Topic;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BiFunction;
import org.bson.Document;
import org.bson.types.Binary;
import org.bson.types.ObjectId;

/**
 * Acts that the audit log is told of. Each is the only statement of a source of its own, so that
 * there is no count that a restored database could have lost; its digests are under a key of its
 * own, which stays here until it is destroyed. Who acts keeps the act behind the effect and before
 * the mark by which the effect is not repeated: it is then said if the effect took place, and once.
 * Calls block and throw what the driver throws. Thread-safe.
 */
public final class Acts {
  private static final String PREFIX = "ac_";
  private static final String ID = "_id";
  private static final String SOURCE = "source";
  private static final String KEY = "key";

  /** Rises with each act that is kept. */
  private static final String UNSAID = "unsaid";

  private static final String VALUE = "value";
  private static final String PROOF = "proof";

  private final MongoCollection<Document> acts;
  private final String service;
  private final RecordSigner signer;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();

  /**
   * @param database the service's own
   * @param service its name without the suffix, by which it signs
   * @param signer signs each once, so that a repeat is the same record
   * @param clock tells when an act was done
   */
  public Acts(MongoDatabase database, String service, RecordSigner signer, InstantSource clock) {
    this.acts = database.getCollection("acts");
    this.service = service;
    this.signer = signer;
    this.clock = clock;
    acts.createIndex(Indexes.ascending(UNSAID), new IndexOptions().sparse(true));
    acts.createIndex(Indexes.ascending(SOURCE));
  }

  /**
   * Keeps an act; durable on return. One that is kept under the name stays as it is.
   *
   * @param name what makes it this act and no other; holds no names of people or tenants
   * @param fields adds what the log shows, digests by the act's key
   */
  public void keep(
      String name, EntryType type, BiFunction<Statement, RequestKey, Statement> fields) {
    SoleStatement sole = SoleStatement.of(service, PREFIX, type, clock.instant(), random, fields);
    SignedRecord record =
        SignedRecord.of(signer, Topic.AUDIT_INTAKE, sole.source().path(), sole.statement().bytes());
    try {
      acts.insertOne(
          new Document(ID, name)
              .append(SOURCE, record.key())
              .append(KEY, new Binary(sole.key().bytes()))
              .append(UNSAID, new ObjectId())
              .append(VALUE, new Binary(record.value()))
              .append(PROOF, new Binary(record.proof())));
    } catch (MongoWriteException e) {
      if (e.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
        throw e;
      }
    }
  }

  /** The key of the digests of an act, by its source in the log. */
  public Optional<ActKey> key(String source) {
    return Optional.ofNullable(acts.find(eq(SOURCE, source)).first())
        .map(
            act ->
                ActKey.of(
                    Optional.ofNullable(act.get(KEY, Binary.class)).map(Binary::getData),
                    () -> acts.updateOne(eq(SOURCE, source), Updates.unset(KEY))));
  }

  /** Tells what may not have been told yet, in its order; what fails is told with the next call. */
  public void tell(Intake intake) {
    for (Document act : acts.find(exists(UNSAID)).sort(Sorts.ascending(UNSAID))) {
      intake.take(
          act.getString(SOURCE),
          act.get(VALUE, Binary.class).getData(),
          act.get(PROOF, Binary.class).getData());
      acts.updateOne(eq(ID, act.getString(ID)), Updates.unset(UNSAID));
    }
  }
}
