package io.palimpsest.ingest.migration.mapping;

import io.palimpsest.ingest.vault.Sha256;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.bson.BsonDocument;
import org.bson.BsonObjectId;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.bson.json.JsonMode;
import org.bson.json.JsonWriterSettings;

/**
 * A row of {@code training_data} as the old system left it: fields may be missing, null or of
 * another type than their name says.
 *
 * @param document the row
 */
public record LegacyRow(BsonDocument document) {
  /** One line of canonical Extended JSON: digests are taken of it. */
  private static final JsonWriterSettings CANONICAL =
      JsonWriterSettings.builder().outputMode(JsonMode.EXTENDED).build();

  /** The contract's id; a row without one is known by its {@code _id}, as hex where it is one. */
  public String contractId() {
    return text("contract_id").filter(id -> !id.isBlank()).orElseGet(this::rowId);
  }

  /** SHA-256 of the row as canonical Extended JSON: tells whether it changed since. */
  public String digest() {
    return Sha256.hex(document.toJson(CANONICAL));
  }

  Optional<BsonValue> field(String name) {
    return Optional.ofNullable(document.get(name)).filter(value -> !value.isNull());
  }

  /** A field that is a text; one of another type reads as missing. */
  Optional<String> text(String name) {
    return field(name).filter(BsonValue::isString).map(value -> value.asString().getValue());
  }

  /** A field that is a text and not blank, trimmed. */
  Optional<String> said(String name) {
    return text(name).map(String::strip).filter(text -> !text.isEmpty());
  }

  /** Names of the fields, in order. */
  Set<String> names() {
    return new TreeSet<>(document.keySet());
  }

  private String rowId() {
    BsonValue id = document.get("_id");
    return switch (id) {
      case BsonObjectId object -> object.getValue().toHexString();
      case BsonString text -> text.getValue();
      case null -> "";
      default -> new BsonDocument("_id", id).toJson(CANONICAL);
    };
  }
}
