package io.palimpsest.ingest.source;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Updates;
import io.palimpsest.fencing.Work;
import io.palimpsest.ingest.vault.Sha256;
import io.palimpsest.ingest.vault.Vault;
import io.palimpsest.sealing.KeysUnavailableException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Binary;

/**
 * Stored contents. Chunks are written before the record that leads to them, so what can be found is
 * whole. Thread-safe.
 */
public final class Contents {
  static final int CHUNK = 1 << 20;

  private static final String ID = "_id";
  private static final String OWNER = "owner";
  private static final String SOURCE = "source";
  private static final String MEDIA_TYPE = "media_type";
  private static final String SIZE = "size";
  private static final String SHA256 = "sha256";
  private static final String CHUNKS = "chunks";
  private static final String STORED_AT = "stored_at";
  private static final String DATA = "data";
  private static final String SEALED = "sealed";
  private static final String DIGEST = "digest";
  private static final String PREFIX = "cnt_";

  private final MongoCollection<Document> records;
  private final MongoCollection<Document> chunks;
  private final Vault vault;
  private final InstantSource clock;

  /**
   * @param database database of this service
   * @param vault seals contents, each under a key of its own below its owner's
   * @param clock the time of storing
   */
  public Contents(MongoDatabase database, Vault vault, InstantSource clock) {
    this.vault = vault;
    this.records = database.getCollection("contents");
    this.chunks = database.getCollection("content_chunks");
    this.clock = clock;
  }

  /** Creates the indexes that are missing. */
  public void ensureIndexes() {
    records.createIndex(Indexes.ascending(OWNER));
    records.createIndex(Indexes.ascending(SOURCE));
  }

  /**
   * Stores content; durable on return.
   *
   * @param work the requests are announced to it
   */
  public Content store(
      List<UUID> owner, Optional<String> sourceKey, String mediaType, byte[] bytes, Work work) {
    UUID uid = UUID.randomUUID();
    String id = PREFIX + uid.toString().replace("-", "");
    Vault.Sealer sealer = vault.sealer(List.of(path(owner, uid)), owned -> true, work);
    int count = 0;
    for (int from = 0; from < bytes.length; from += CHUNK) {
      byte[] piece = Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + CHUNK));
      Document chunk = new Document(ID, chunkId(id, count));
      put(chunk, DATA, piece, sealer.seal(uid, DATA + "/" + count, piece));
      work.request(millis -> within(chunks, millis).insertOne(chunk));
      count++;
    }
    Content content =
        new Content(
            id,
            owner,
            sourceKey.orElse(null),
            mediaType,
            bytes.length,
            Sha256.hex(bytes),
            count,
            clock.instant());
    Document document = toDocument(content, uid, sealer);
    work.request(millis -> within(records, millis).insertOne(document));
    return content;
  }

  /** The record of a content; empty when its key was destroyed, too. */
  public Optional<Content> find(String id) {
    return list(Filters.eq(ID, id), 1).stream()
        .filter(content -> !content.sha256().isEmpty())
        .findFirst();
  }

  /** The bytes of a content, or empty when some of them are gone. */
  public Optional<byte[]> read(Content content) {
    UUID uid = uid(content.id());
    Vault.Opener opener = null;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream((int) content.size());
    for (int number = 0; number < content.chunks(); number++) {
      Document chunk = chunks.find(Filters.eq(ID, chunkId(content.id(), number))).first();
      if (chunk == null) {
        return Optional.empty();
      }
      Binary sealed = chunk.get(SEALED, Binary.class);
      if (sealed == null) {
        bytes.writeBytes(chunk.get(DATA, Binary.class).getData());
        continue;
      }
      opener = opener == null ? vault.opener(List.of(uid)) : opener;
      Optional<byte[]> piece = opener.open(uid, DATA + "/" + number, sealed.getData());
      if (piece.isEmpty()) {
        return Optional.empty();
      }
      bytes.writeBytes(piece.get());
    }
    return Optional.of(bytes.toByteArray());
  }

  /** Ties a content to the source that uses it. */
  public void attach(Content content, String sourceKey, Work work) {
    work.request(
        millis ->
            within(records, millis)
                .updateOne(Filters.eq(ID, content.id()), Updates.set(SOURCE, sourceKey)));
  }

  /** Contents that were stored at least this long ago, in pages by id. */
  public List<Content> storedBefore(Duration age, String after, int limit) {
    Instant until = clock.instant().minus(age);
    return list(Filters.and(Filters.gt(ID, after), Filters.lt(STORED_AT, Date.from(until))), limit);
  }

  /** Contents that were stored plain, in pages by id. */
  public List<Content> plain(String after, int limit) {
    return list(Filters.and(Filters.gt(ID, after), Filters.exists(SHA256)), limit);
  }

  /** Seals a content that was stored plain: chunks first, one that is sealed already stays. */
  public boolean seal(Content content, Work work) {
    UUID uid = uid(content.id());
    Vault.Sealer sealer = vault.sealer(List.of(path(content.owner(), uid)), work);
    for (int number = 0; number < content.chunks(); number++) {
      Bson plain = Filters.and(Filters.eq(ID, chunkId(content.id(), number)), Filters.exists(DATA));
      Document chunk = chunks.find(plain).first();
      if (chunk != null) {
        byte[] piece = chunk.get(DATA, Binary.class).getData();
        sealer
            .seal(uid, DATA + "/" + number, piece)
            .ifPresent(
                bytes ->
                    work.request(
                        millis -> within(chunks, millis).updateOne(plain, instead(DATA, bytes))));
      }
    }
    Optional<byte[]> digest = sealer.seal(uid, DIGEST, ascii(content.sha256()));
    digest.ifPresent(
        bytes ->
            work.request(
                millis ->
                    within(records, millis)
                        .updateOne(Filters.eq(ID, content.id()), instead(SHA256, bytes))));
    return digest.isPresent();
  }

  private static Bson instead(String field, byte[] sealed) {
    return Updates.combine(Updates.set(SEALED, new Binary(sealed)), Updates.unset(field));
  }

  /** Contents of a scope: owned by it, or used by one of these sources. */
  public List<Content> under(UUID scope, int limit) {
    return list(Filters.eq(OWNER, scope.toString()), limit);
  }

  /** Contents that a source uses, or used until lately. */
  public List<Content> ofSource(String sourceKey, int limit) {
    return list(Filters.eq(SOURCE, sourceKey), limit);
  }

  /** Removes a content: chunks first, so that what leads to them goes last; then its key. */
  public void remove(Content content, Work work) {
    List<String> ids = new ArrayList<>();
    for (int number = 0; number < content.chunks(); number++) {
      ids.add(chunkId(content.id(), number));
    }
    work.request(millis -> within(chunks, millis).deleteMany(Filters.in(ID, ids)));
    work.request(millis -> within(records, millis).deleteOne(Filters.eq(ID, content.id())));
    vault.forget(List.of(uid(content.id())), work);
  }

  private static MongoCollection<Document> within(
      MongoCollection<Document> collection, long millis) {
    return collection.withTimeout(millis, TimeUnit.MILLISECONDS);
  }

  private List<Content> list(Bson filter, int limit) {
    List<Document> found =
        records.find(filter).sort(new Document(ID, 1)).limit(limit).into(new ArrayList<>());
    Vault.Opener opener =
        vault.opener(
            found.stream()
                .filter(document -> document.get(SEALED) != null)
                .map(document -> uid(document.getString(ID)))
                .toList());
    return found.stream().map(document -> fromDocument(document, opener)).toList();
  }

  private static String chunkId(String id, int number) {
    return id + "/" + number;
  }

  private static List<UUID> path(List<UUID> owner, UUID uid) {
    List<UUID> path = new ArrayList<>(owner);
    path.add(uid);
    return path;
  }

  /** Uid of the content's key: what is random in its id. */
  private static UUID uid(String id) {
    String hex = id.substring(PREFIX.length());
    return new UUID(
        Long.parseUnsignedLong(hex, 0, 16, 16), Long.parseUnsignedLong(hex, 16, 32, 16));
  }

  private static Document put(
      Document document, String field, Object plain, Optional<byte[]> sealed) {
    return sealed
        .map(bytes -> document.append(SEALED, new Binary(bytes)))
        .orElseGet(
            () ->
                document.append(field, plain instanceof byte[] bytes ? new Binary(bytes) : plain));
  }

  private static Document toDocument(Content content, UUID uid, Vault.Sealer sealer) {
    Document document =
        new Document(ID, content.id())
            .append(OWNER, content.owner().stream().map(UUID::toString).toList())
            .append(SOURCE, content.sourceKey())
            .append(MEDIA_TYPE, content.mediaType())
            .append(SIZE, content.size())
            .append(CHUNKS, content.chunks())
            .append(STORED_AT, Date.from(content.storedAt()));
    return put(
        document, SHA256, content.sha256(), sealer.seal(uid, DIGEST, ascii(content.sha256())));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static Content fromDocument(Document document, Vault.Opener opener) {
    return new Content(
        document.getString(ID),
        document.getList(OWNER, String.class).stream().map(UUID::fromString).toList(),
        document.getString(SOURCE),
        document.getString(MEDIA_TYPE),
        document.get(SIZE, Number.class).longValue(),
        sha256(document, opener),
        document.getInteger(CHUNKS),
        document.getDate(STORED_AT).toInstant());
  }

  /** A content of a list may be removed, and its key with it, while the list is read. */
  private static String sha256(Document document, Vault.Opener opener) {
    Binary sealed = document.get(SEALED, Binary.class);
    if (sealed == null) {
      return document.getString(SHA256);
    }
    try {
      return opener
          .open(uid(document.getString(ID)), DIGEST, sealed.getData())
          .map(digest -> new String(digest, StandardCharsets.US_ASCII))
          .orElse("");
    } catch (KeysUnavailableException gone) {
      return "";
    }
  }
}
