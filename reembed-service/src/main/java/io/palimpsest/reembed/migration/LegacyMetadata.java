package io.palimpsest.reembed.migration;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.palimpsest.reembed.migration.CopyPlan.Move;
import io.palimpsest.tenancy.CreatorId;
import io.palimpsest.tenancy.InvalidIdException;
import io.palimpsest.tenancy.SourceId;
import io.palimpsest.tenancy.TwinId;
import io.palimpsest.vectorstore.Metadata;
import io.palimpsest.vectorstore.MetadataValue;
import io.palimpsest.vectorstore.Ownership;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Metadata of the old system with whose they are, and back to what they were: {@link #original} is
 * the inverse of {@link #adopted}. A key that is needed for the owner is kept as {@code
 * legacy_{key}}; one that begins so already gets another one before it.
 */
final class LegacyMetadata {
  /** What stands in the place of the chunker, and marks a vector as copied. */
  static final String CHUNKER = "adopted";

  static final String ORIGINAL_NAMESPACE = "original_namespace";

  /** Source of vectors that name none. */
  static final String NO_SOURCE = "legacy";

  private static final String MIGRATED_AT = "migrated_at";
  private static final String PREFIX = "legacy_";

  /** Set where the text had another name, so that the way back knows. */
  private static final String TEXT_ADDED = "migrated_text";

  private static final String OLD_TEXT = "text";
  private static final Set<String> CONTENT =
      Set.of(Ownership.CHUNK_TEXT, Ownership.TITLE, Ownership.CONTENT_HASH);
  private static final Set<String> OURS = ours();

  private LegacyMetadata() {}

  /**
   * @param acceptedAt when the move was agreed to, the same for all vectors of it
   */
  static Metadata adopted(Metadata legacy, Move move, String model, Instant acceptedAt) {
    Metadata.Builder metadata = Metadata.builder();
    legacy.values().forEach((key, value) -> metadata.put(kept(key), value));
    text(legacy)
        .ifPresent(
            text ->
                metadata.put(Ownership.CHUNK_TEXT, text).put(TEXT_ADDED, MetadataValue.of(true)));
    owner(source(legacy), move).describe(metadata);
    return metadata
        .put(Ownership.MODEL, model)
        .put(Ownership.CHUNKER, CHUNKER)
        .put(Ownership.REVISION, MetadataValue.of(0L))
        .put(ORIGINAL_NAMESPACE, move.namespace())
        .put(MIGRATED_AT, acceptedAt.toString())
        .build();
  }

  /** The metadata as they were before. */
  static Metadata original(Metadata adopted) {
    boolean textAdded = adopted.get(TEXT_ADDED).isPresent();
    Metadata.Builder metadata = Metadata.builder();
    for (Map.Entry<String, MetadataValue> entry : adopted.values().entrySet()) {
      String key = entry.getKey();
      boolean added = OURS.contains(key) || (textAdded && key.equals(Ownership.CHUNK_TEXT));
      if (!added) {
        metadata.put(
            key.startsWith(PREFIX) ? key.substring(PREFIX.length()) : key, entry.getValue());
      }
    }
    return metadata.build();
  }

  /** Id of the source that a vector names, where it is one. */
  static String source(Metadata legacy) {
    return legacy.text(Ownership.SOURCE_ID).filter(LegacyMetadata::isSource).orElse(NO_SOURCE);
  }

  /** The namespace that a vector was copied from; empty when it was not. */
  static Optional<String> copiedFrom(Metadata metadata) {
    return metadata
        .text(Ownership.CHUNKER)
        .filter(CHUNKER::equals)
        .flatMap(copied -> metadata.text(ORIGINAL_NAMESPACE));
  }

  /**
   * Whose a copied vector is. Its source was never admitted here: the uid is one that only it has,
   * the same at every attempt.
   */
  static Ownership.OfSource owner(String source, Move move) {
    return new Ownership.OfSource(
        new CreatorId(move.creator()),
        new TwinId(move.twin()),
        new SourceId(source),
        move.creatorUid(),
        move.twinUid(),
        UUID.nameUUIDFromBytes(("adopted/" + move.twinUid() + "/" + source).getBytes(UTF_8)));
  }

  /** The text that a reader is shown of a vector, copied or not. */
  static Optional<String> shown(Metadata metadata) {
    return metadata.text(Ownership.CHUNK_TEXT).or(() -> text(metadata));
  }

  private static String kept(String key) {
    return OURS.contains(key) || key.startsWith(PREFIX) ? PREFIX + key : key;
  }

  /** Text under its old name, where there is none under the name that answers show. */
  private static Optional<String> text(Metadata legacy) {
    return legacy.get(Ownership.CHUNK_TEXT).isPresent()
        ? Optional.empty()
        : legacy.text(OLD_TEXT).filter(text -> !text.isBlank());
  }

  private static boolean isSource(String id) {
    try {
      return new SourceId(id).value().equals(id);
    } catch (InvalidIdException e) {
      return false;
    }
  }

  private static Set<String> ours() {
    Set<String> ours = new HashSet<>(Ownership.RESERVED);
    ours.removeAll(CONTENT);
    ours.addAll(Set.of(ORIGINAL_NAMESPACE, MIGRATED_AT, TEXT_ADDED));
    return Set.copyOf(ours);
  }
}
