package io.palimpsest.ingest.bulk;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One line of the file; its field {@code table} says what it is. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "table")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Row.CreatorRow.class, name = "creators"),
  @JsonSubTypes.Type(value = Row.TwinRow.class, name = "twins"),
  @JsonSubTypes.Type(value = Row.SourceRow.class, name = "sources")
})
public sealed interface Row {
  /** Name of the table. */
  String table();

  /**
   * A creator.
   *
   * @param creatorId id
   * @param displayName name for people
   * @param externalReference reference in the operator's own system
   */
  record CreatorRow(
      @Nullable String creatorId, @Nullable String displayName, @Nullable String externalReference)
      implements Row {
    @Override
    public String table() {
      return "creators";
    }
  }

  /**
   * A twin of a creator that is registered, or stands further up in the file.
   *
   * @param creatorId id of its creator
   * @param twinId id
   * @param displayName name for people
   * @param externalReference reference in the operator's own system
   */
  record TwinRow(
      @Nullable String creatorId,
      @Nullable String twinId,
      @Nullable String displayName,
      @Nullable String externalReference)
      implements Row {
    @Override
    public String table() {
      return "twins";
    }
  }

  /**
   * A source of a twin that is registered, or stands further up in the file.
   *
   * @param creatorId id of its creator
   * @param twinId id of its twin
   * @param sourceId id
   * @param title title
   * @param mediaType media type of the content; text/plain when left out
   * @param language BCP 47 tag
   * @param metadata own metadata
   * @param content the text
   */
  record SourceRow(
      @Nullable String creatorId,
      @Nullable String twinId,
      @Nullable String sourceId,
      @Nullable String title,
      @Nullable String mediaType,
      @Nullable String language,
      @Nullable Map<String, @Nullable Object> metadata,
      @Nullable String content)
      implements Row {
    @Override
    public String table() {
      return "sources";
    }
  }
}
