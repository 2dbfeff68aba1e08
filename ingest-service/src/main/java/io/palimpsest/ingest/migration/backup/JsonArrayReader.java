package io.palimpsest.ingest.migration.backup;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.util.Set;
import org.bson.BSONException;
import org.bson.BsonDocument;
import org.bson.json.JsonParseException;
import org.jspecify.annotations.Nullable;

/**
 * Reads an array of documents in canonical Extended JSON one by one, in memory bounded by the
 * largest of them. Relaxed JSON is refused: a number without its type would come back as another.
 * For one thread.
 */
public final class JsonArrayReader implements AutoCloseable {
  /** A document has at most 16 MiB; as canonical JSON it may be some times that. */
  private static final int LONGEST_DOCUMENT = 128 * 1024 * 1024;

  private static final int DEEPEST = 220;
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEEPEST)
                  .maxStringLength(LONGEST_DOCUMENT)
                  .build())
          .build();

  /** Values of which Extended JSON itself has plain numbers. */
  private static final Set<String> PLAIN_NUMBERS = Set.of("t", "i");

  private final String file;
  private final InputStream bytes;
  private final JsonParser parser;
  private boolean begun;
  private boolean ended;

  /**
   * @param file its name, for messages
   * @param bytes closed with this reader
   */
  public JsonArrayReader(String file, InputStream bytes) throws IOException {
    this.file = file;
    this.bytes = bytes;
    this.parser = JSON.createParser(bytes);
  }

  /**
   * The next document, or null at the end of the array and from then on.
   *
   * @throws RefusedBackupException when this is no array of documents
   */
  public @Nullable BsonDocument next() throws IOException {
    if (ended) {
      return null;
    }
    try {
      if (!begun) {
        begun = true;
        require(parser.nextToken() == JsonToken.START_ARRAY, "is a JSON array");
      }
      JsonToken token = parser.nextToken();
      if (token == JsonToken.END_ARRAY) {
        require(parser.nextToken() == null, "has nothing behind its array");
        ended = true;
        return null;
      }
      require(token == JsonToken.START_OBJECT, "holds objects and nothing else");
      return document();
    } catch (JsonProcessingException broken) {
      throw refused("is well-formed JSON to its end, without repeated keys");
    }
  }

  private BsonDocument document() throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = JSON.createGenerator(text)) {
      int depth = 0;
      JsonToken token = parser.currentToken();
      do {
        require(token != null, "is well-formed JSON to its end, without repeated keys");
        checkNumber(token);
        generator.copyCurrentEvent(parser);
        depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        require(
            text.getBuffer().length() < LONGEST_DOCUMENT,
            "holds documents of the size that the store takes");
        token = depth == 0 ? token : parser.nextToken();
      } while (depth > 0);
    }
    try {
      return BsonDocument.parse(text.toString());
    } catch (JsonParseException | BSONException | IllegalArgumentException wrong) {
      throw refused("holds values of canonical Extended JSON");
    }
  }

  private void checkNumber(JsonToken token) throws IOException {
    if (token.isNumeric()) {
      require(
          PLAIN_NUMBERS.contains(String.valueOf(parser.currentName()))
              && "$timestamp".equals(parser.getParsingContext().getParent().getCurrentName()),
          "says the type of each number, as canonical Extended JSON does");
    }
  }

  @Override
  public void close() throws IOException {
    parser.close();
    bytes.close();
  }

  private void require(boolean holds, String rule) {
    if (!holds) {
      throw refused(rule);
    }
  }

  private RefusedBackupException refused(String rule) {
    return new RefusedBackupException(file, rule);
  }
}
