package io.palimpsest.erasure.document;

import com.mongodb.client.MongoCollection;
import io.palimpsest.erasure.demand.Deed;
import io.palimpsest.erasure.demand.Deeds;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.bson.Document;

/** Deeds in a collection of their own, and in those of what was done. */
final class MongoDeeds implements Deeds {
  private final MongoCollection<Document> own;
  private final List<MongoCollection<Document>> all;

  MongoDeeds(MongoCollection<Document> own, List<MongoCollection<Document>> others) {
    this.own = own;
    this.all = Stream.concat(Stream.of(own), others.stream()).toList();
  }

  @Override
  public void keep(Deed deed) {
    own.insertOne(DeedDocuments.with(new Document("_id", deed.ref()), deed));
  }

  @Override
  public List<Deed> unsaid(int limit) {
    return all.stream()
        .flatMap(collection -> stream(collection.find(DeedDocuments.isUnsaid()).limit(limit)))
        .flatMap(document -> DeedDocuments.unsaid(document).stream())
        .toList();
  }

  @Override
  public void said(Deed deed) {
    all.forEach(
        collection ->
            collection.updateOne(
                DeedDocuments.isUnsaid(deed.ref()), DeedDocuments.said(deed.ref())));
  }

  @Override
  public Optional<Deed> find(String ref) {
    return all.stream()
        .flatMap(collection -> Stream.ofNullable(collection.find(DeedDocuments.named(ref)).first()))
        .flatMap(document -> DeedDocuments.all(document).stream())
        .filter(deed -> deed.ref().equals(ref))
        .findFirst();
  }

  @Override
  public void destroyKey(String ref) {
    all.forEach(
        collection -> collection.updateOne(DeedDocuments.named(ref), DeedDocuments.withoutKey()));
  }

  private static Stream<Document> stream(Iterable<Document> found) {
    return StreamSupport.stream(found.spliterator(), false);
  }
}
