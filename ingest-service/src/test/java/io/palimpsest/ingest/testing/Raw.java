package io.palimpsest.ingest.testing;

import com.mongodb.client.MongoDatabase;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.bson.RawBsonDocument;

/** A database as somebody sees it who has its files. */
public final class Raw {
  private Raw() {}

  /** Names of the collections that hold the text anywhere in a document. */
  public static List<String> holding(MongoDatabase database, String text) {
    List<String> holding = new ArrayList<>();
    for (String name : database.listCollectionNames()) {
      for (RawBsonDocument document : database.getCollection(name, RawBsonDocument.class).find()) {
        if (latin(document).contains(text)) {
          holding.add(name);
        }
      }
    }
    return holding;
  }

  private static String latin(RawBsonDocument document) {
    ByteBuffer bytes = document.getByteBuffer().asNIO();
    byte[] copy = new byte[bytes.remaining()];
    bytes.get(copy);
    return new String(copy, StandardCharsets.ISO_8859_1);
  }
}
