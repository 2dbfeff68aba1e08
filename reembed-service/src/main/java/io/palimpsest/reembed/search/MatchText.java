package io.palimpsest.reembed.search;

import io.palimpsest.reembed.find.Found;
import io.palimpsest.vectorstore.Metadata;
import io.palimpsest.vectorstore.MetadataValue;
import io.palimpsest.vectorstore.Ownership;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Renders a match. Uids stay inside; whole numbers come back whole, not as doubles. */
public final class MatchText {
  private static final Set<String> SHOWN_RESERVED =
      Set.of(Ownership.REVISION, Ownership.MODEL, Ownership.PROFILE_ID);

  private MatchText() {}

  /** The match as JSON shows it. */
  public static AnsweredMatch of(Found found, double score, OptionalInt chunkNo) {
    Metadata metadata = found.match().metadata();
    return new AnsweredMatch(
        found.match().id(),
        score,
        text(metadata, Ownership.CHUNK_TEXT),
        text(metadata, Ownership.TITLE),
        text(metadata, Ownership.TWIN_ID),
        text(metadata, Ownership.ITEM_ID),
        text(metadata, Ownership.SOURCE_ID),
        chunkNo.isPresent() ? chunkNo.getAsInt() : null,
        shown(metadata));
  }

  private static Map<String, Object> shown(Metadata metadata) {
    Map<String, Object> shown = new LinkedHashMap<>();
    metadata
        .values()
        .forEach(
            (key, value) -> {
              if (!Ownership.RESERVED.contains(key) || SHOWN_RESERVED.contains(key)) {
                shown.put(key, plain(value));
              }
            });
    return shown;
  }

  private static Object plain(MetadataValue value) {
    return switch (value) {
      case MetadataValue.Text text -> text.value();
      case MetadataValue.Numeric number ->
          number.isWhole() ? (Object) (long) number.value() : number.value();
      case MetadataValue.Flag flag -> flag.value();
      case MetadataValue.TextList list -> list.values();
    };
  }

  private static @Nullable String text(Metadata metadata, String key) {
    return metadata.text(key).orElse(null);
  }
}
