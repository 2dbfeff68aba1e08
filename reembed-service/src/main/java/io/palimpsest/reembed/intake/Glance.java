package io.palimpsest.reembed.intake;

import io.palimpsest.event.PortfolioItemChanged;
import io.palimpsest.event.SourceChanged;
import io.palimpsest.messaging.Decoded;
import io.palimpsest.messaging.EventCodec;
import io.palimpsest.topic.Topic;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;

/** Reads of a change only whose it is: the uid of the outermost scope on its path. */
final class Glance {
  private static final String PATH = "scope_path";
  private static final String UID = "uid";
  private static final Map<Topic, Schema> PARTS =
      Map.of(
          Topic.PORTFOLIO, part(PortfolioItemChanged.getClassSchema()),
          Topic.SOURCES, part(SourceChanged.getClassSchema()));

  private Glance() {}

  /** Empty when it cannot be read. */
  static Optional<UUID> tenant(EventCodec codec, Topic topic, byte[] value) {
    Schema part = Objects.requireNonNull(PARTS.get(topic), "carries no changes");
    return switch (codec.decode(topic, part, value)) {
      case Decoded.Event<GenericRecord>(GenericRecord event) ->
          outermost((List<?>) event.get(PATH));
      case Decoded.Undecodable<GenericRecord> undecodable -> Optional.empty();
    };
  }

  private static Optional<UUID> outermost(List<?> path) {
    try {
      return path.stream()
          .findFirst()
          .map(scope -> UUID.fromString(((GenericRecord) scope).get(UID).toString()));
    } catch (IllegalArgumentException noUid) {
      return Optional.empty();
    }
  }

  private static Schema part(Schema event) {
    Schema scope = only(event.getField(PATH).schema().getElementType(), UID);
    return only(event, PATH, Schema.createArray(scope));
  }

  private static Schema only(Schema whole, String field) {
    return only(whole, field, Schema.create(Schema.Type.STRING));
  }

  private static Schema only(Schema whole, String field, Schema type) {
    return Schema.createRecord(
        whole.getName(), null, whole.getNamespace(), false, List.of(new Schema.Field(field, type)));
  }
}
