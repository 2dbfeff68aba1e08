package io.palimpsest.erasure.document;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.ne;

import com.mongodb.MongoGridFSException;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.gridfs.GridFSBucket;
import com.mongodb.client.gridfs.GridFSBuckets;
import com.mongodb.client.gridfs.model.GridFSUploadOptions;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Updates;
import io.palimpsest.erasure.export.Bundles;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.bson.Document;
import org.bson.conversions.Bson;

/** Bundles in GridFS, in pieces of a quarter of a megabyte: no bundle is ever in memory whole. */
final class MongoBundles implements Bundles {
  private static final String NAME = "exports";
  private static final String LINK = "metadata.link";
  private static final String LINK_UNTIL = "metadata.link_until";
  private static final String EXPIRES = "metadata.expires_at";
  private static final String SCOPES = "metadata.scopes";

  private final GridFSBucket bucket;
  private final MongoCollection<Document> files;

  MongoBundles(MongoDatabase database) {
    MongoDatabase durable = database.withWriteConcern(WriteConcern.MAJORITY.withJournal(true));
    this.bucket = GridFSBuckets.create(durable, NAME);
    this.files = durable.getCollection(NAME + ".files");
  }

  @Override
  public OutputStream create(UUID request, List<UUID> scopes, Instant expires) {
    destroy(request);
    Document metadata =
        new Document("expires_at", Date.from(expires))
            .append("scopes", scopes.stream().map(UUID::toString).toList());
    return bucket.openUploadStream(id(request), NAME, new GridFSUploadOptions().metadata(metadata));
  }

  @Override
  public boolean link(UUID request, String tokenDigest, Instant until) {
    return files
            .updateOne(
                eq("_id", request.toString()),
                Updates.combine(
                    Updates.set(LINK, tokenDigest), Updates.set(LINK_UNTIL, Date.from(until))))
            .getMatchedCount()
        == 1;
  }

  @Override
  public Optional<UUID> use(String tokenDigest, Instant now) {
    Bson open = and(eq(LINK, tokenDigest), gt(LINK_UNTIL, Date.from(now)));
    return Optional.ofNullable(files.findOneAndUpdate(open, Updates.unset(LINK)))
        .map(file -> UUID.fromString(file.getString("_id")));
  }

  @Override
  public void read(UUID request, OutputStream out) throws IOException {
    try {
      bucket.downloadToStream(id(request), out);
    } catch (MongoGridFSException gone) {
      throw new IOException("the bundle is not whole", gone);
    }
  }

  @Override
  public boolean destroy(UUID request) {
    boolean present = files.countDocuments(eq("_id", request.toString())) > 0;
    if (present) {
      bucket.delete(id(request));
    }
    return present;
  }

  @Override
  public List<UUID> expired(Instant now, int limit) {
    return ids(lte(EXPIRES, Date.from(now)), limit);
  }

  @Override
  public List<UUID> under(UUID scope, UUID except) {
    return ids(and(eq(SCOPES, scope.toString()), ne("_id", except.toString())), 0);
  }

  private List<UUID> ids(Bson filter, int limit) {
    return files
        .find(filter)
        .projection(Projections.include("_id"))
        .limit(limit)
        .map(file -> UUID.fromString(file.getString("_id")))
        .into(new ArrayList<>());
  }

  private static BsonValue id(UUID request) {
    return new BsonString(request.toString());
  }
}
