package io.palimpsest.reembed.park;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Updates;
import io.palimpsest.audit.ActKey;
import io.palimpsest.messaging.SignedRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.types.Binary;

/**
 * What the log is told of records that were given up, in the marks that they left. That something
 * was told names nobody and brings nothing back, so it needs no work.
 */
final class Unsaid {
  static final String STATEMENTS = "dropped";
  static final String KEYS = "unsaid";

  /** Sources of what the log was told. */
  static final String SOURCES = STATEMENTS + ".key";

  private static final String DIGESTS = "digests";

  private final MongoCollection<Document> marks;

  Unsaid(MongoCollection<Document> marks) {
    this.marks = marks;
  }

  List<SignedRecord> all() {
    List<SignedRecord> unsaid = new ArrayList<>();
    for (Document document : marks.find(gt(KEYS, ""))) {
      List<String> keys = document.getList(KEYS, String.class);
      document.getList(STATEMENTS, Document.class).stream()
          .map(SignedRecord::of)
          .filter(one -> keys.contains(one.key()))
          .forEach(unsaid::add);
    }
    return unsaid;
  }

  /** A statement with the key of its digests, as it is kept. */
  static Document kept(ParkingLot.Told told) {
    return new Document(told.record().form()).append(DIGESTS, new Binary(told.key().bytes()));
  }

  Optional<ActKey> key(String source) {
    return Optional.ofNullable(marks.find(eq(SOURCES, source)).first()).stream()
        .flatMap(mark -> mark.getList(STATEMENTS, Document.class).stream())
        .filter(told -> SignedRecord.of(told).key().equals(source))
        .map(
            told ->
                ActKey.of(
                    Optional.ofNullable(told.get(DIGESTS, Binary.class)).map(Binary::getData),
                    () -> destroyKey(source)))
        .findFirst();
  }

  private void destroyKey(String source) {
    marks.updateOne(eq(SOURCES, source), Updates.unset(STATEMENTS + ".$." + DIGESTS));
  }

  void told(SignedRecord told) {
    marks.updateOne(eq(KEYS, told.key()), Updates.pull(KEYS, told.key()));
  }
}
