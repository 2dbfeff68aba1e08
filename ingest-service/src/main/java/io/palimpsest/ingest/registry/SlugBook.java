package io.palimpsest.ingest.registry;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import io.palimpsest.fencing.Work;
import io.palimpsest.ingest.entry.Refusal;
import io.palimpsest.ingest.vault.KeyedDigest;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.bson.Document;

/**
 * Which organization owns which slug, for ever: only keyed digests are kept, and they outlive an
 * erasure. A slug is taken after its organization is written and before anybody is told; who does
 * not get it is taken back.
 */
public final class SlugBook {
  private static final String SLUG = "slug";
  private static final String OWNER = "organization";

  private final MongoCollection<Document> collection;
  private final KeyedDigest digest;

  /**
   * @param database database of this service
   * @param digest names slugs and owners
   */
  public SlugBook(MongoDatabase database, KeyedDigest digest) {
    this.collection = database.getCollection("slugs");
    this.digest = digest;
  }

  /** Why the organization cannot have the slug as things are; empty when it may. */
  public Optional<Refusal> look(String slug, String organization) {
    Document taken = collection.find(Filters.eq("_id", digest.hex(SLUG, slug))).first();
    return taken == null || digest.hex(OWNER, organization).equals(taken.getString(OWNER))
        ? Optional.empty()
        : Optional.of(refusal());
  }

  /** Takes the slug for the organization; a refusal when another one has, or had, it. */
  public Optional<Refusal> take(String slug, String organization, Work work) {
    String id = digest.hex(SLUG, slug);
    String owner = digest.hex(OWNER, organization);
    Document taken = collection.find(Filters.eq("_id", id)).first();
    if (taken == null) {
      return insert(id, owner, work);
    }
    return owner.equals(taken.getString(OWNER)) ? Optional.empty() : Optional.of(refusal());
  }

  private Optional<Refusal> insert(String id, String owner, Work work) {
    return work.request(
        millis -> insert(id, owner, collection.withTimeout(millis, TimeUnit.MILLISECONDS)));
  }

  private static Optional<Refusal> insert(
      String id, String owner, MongoCollection<Document> collection) {
    try {
      collection.insertOne(new Document("_id", id).append(OWNER, owner));
      return Optional.empty();
    } catch (MongoWriteException lost) {
      if (lost.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
        throw lost;
      }
      Document winner = collection.find(Filters.eq("_id", id)).first();
      boolean ours = winner != null && owner.equals(winner.getString(OWNER));
      return ours ? Optional.empty() : Optional.of(refusal());
    }
  }

  private static Refusal refusal() {
    return Refusal.ofField(
        409, "slug.taken", "slug", "a slug belongs to one organization for ever; it is taken");
  }
}
