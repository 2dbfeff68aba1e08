package io.palimpsest.ingest.inbox;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import io.palimpsest.messaging.SignedRecord;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Binary;

/** What the log is told of submissions that were given up, in their marks. */
final class DropDocuments {
  static final String UNSAID = "unsaid";

  /** Marks of what the log may not know yet. */
  static final Bson IS_UNSAID = Filters.gt(UNSAID, "");

  private static final String DROPPED = "dropped";
  private static final String DIGESTS = "digests";

  /** Sources of what the log was told. */
  static final String SOURCES = DROPPED + ".key";

  /** What was never given up before. */
  static final Bson IS_UNMARKED = Filters.exists(DROPPED, false);

  private DropDocuments() {}

  static Bson push(DropNews.Told told) {
    Document kept =
        new Document(told.record().form()).append(DIGESTS, new Binary(told.key().bytes()));
    return Updates.combine(Updates.push(DROPPED, kept), Updates.push(UNSAID, told.record().key()));
  }

  /** One that is parked again forgets nothing of what was told before. */
  static void keep(Document old, Document document) {
    Stream.of(DROPPED, UNSAID)
        .filter(old::containsKey)
        .forEach(field -> document.append(field, old.get(field)));
  }

  static List<SignedRecord> unsaid(Document mark) {
    List<String> keys = mark.getList(UNSAID, String.class);
    return mark.getList(DROPPED, Document.class).stream()
        .map(SignedRecord::of)
        .filter(one -> keys.contains(one.key()))
        .toList();
  }

  /** Key of the digests of what the log was told under a source; empty: it was destroyed. */
  static Optional<byte[]> key(Document mark, String source) {
    return mark.getList(DROPPED, Document.class).stream()
        .filter(told -> SignedRecord.of(told).key().equals(source))
        .flatMap(told -> Stream.ofNullable(told.get(DIGESTS, Binary.class)))
        .map(Binary::getData)
        .findFirst();
  }

  /** Of the one by whose source the mark was found. */
  static Bson withoutKey() {
    return Updates.unset(DROPPED + ".$." + DIGESTS);
  }

  static Bson isUnsaid(SignedRecord told) {
    return Filters.eq(UNSAID, told.key());
  }

  static Bson said(SignedRecord told) {
    return Updates.pull(UNSAID, told.key());
  }
}
