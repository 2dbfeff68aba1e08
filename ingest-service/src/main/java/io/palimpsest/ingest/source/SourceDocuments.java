package io.palimpsest.ingest.source;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.bson.types.Binary;

/** Sources to documents and back. Metadata is a list of pairs, since its keys are free. */
final class SourceDocuments {
  private static final String TITLE = "title";
  private static final String MEDIA_TYPE = "media_type";
  private static final String LANGUAGE = "language";
  private static final String METADATA = "metadata";
  private static final String NAME = "name";
  private static final String VALUE = "value";
  private static final String CONTENT = "content";
  private static final String CONTENT_ID = "content_id";
  private static final String SHA256 = "sha256";
  private static final String SIZE = "size";

  private SourceDocuments() {}

  static Document toDocument(Source source) {
    Document document =
        new Document(TITLE, source.title())
            .append(MEDIA_TYPE, source.mediaType())
            .append(LANGUAGE, source.language())
            .append(METADATA, pairs(source.metadata()))
            .append(SHA256, source.sha256())
            .append(SIZE, source.size());
    return switch (source.content()) {
      case SourceContent.Inline inline -> document.append(CONTENT, new Binary(inline.copy()));
      case SourceContent.Stored stored -> document.append(CONTENT_ID, stored.contentId());
    };
  }

  static Source fromDocument(Document document) {
    return new Source(
        document.getString(TITLE),
        document.getString(MEDIA_TYPE),
        document.getString(LANGUAGE),
        metadata(document.getList(METADATA, Document.class, List.of())),
        content(document),
        document.getString(SHA256),
        document.get(SIZE, Number.class).longValue());
  }

  private static SourceContent content(Document document) {
    String id = document.getString(CONTENT_ID);
    return id != null
        ? new SourceContent.Stored(id)
        : new SourceContent.Inline(ByteBuffer.wrap(document.get(CONTENT, Binary.class).getData()));
  }

  private static List<Document> pairs(Map<String, Object> metadata) {
    List<Document> pairs = new ArrayList<>();
    metadata.forEach((name, value) -> pairs.add(new Document(NAME, name).append(VALUE, value)));
    return pairs;
  }

  private static Map<String, Object> metadata(List<Document> pairs) {
    Map<String, Object> metadata = new HashMap<>();
    pairs.forEach(pair -> metadata.put(pair.getString(NAME), pair.get(VALUE)));
    return metadata;
  }
}
