package io.palimpsest.local.vectors.filter;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import io.palimpsest.local.vectors.call.Refusal;
import java.util.List;
import java.util.stream.Stream;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StringField;

/** The metadata of a record: what is allowed in it, and how it is indexed. */
public final class Metadata {
  static final String FIELD = "m";
  private static final int MOST_BYTES = 40 * 1024;

  private Metadata() {}

  /** Refuses what the API does not store: null, nested values, lists of anything but strings. */
  public static void check(Struct metadata) {
    int size = metadata.getSerializedSize();
    if (size > MOST_BYTES) {
      throw Refusal.invalid(
          "Metadata size is %d bytes, which exceeds the limit of %d bytes per vector"
              .formatted(size, MOST_BYTES));
    }
    metadata.getFieldsMap().forEach(Metadata::checkField);
  }

  private static void checkField(String key, Value value) {
    if (key.isEmpty() || key.startsWith("$") || key.indexOf('\0') >= 0) {
      throw Refusal.invalid(
          "Metadata key '%s' must not be empty, start with $ or hold a zero".formatted(key));
    }
    boolean allowed =
        switch (value.getKindCase()) {
          case STRING_VALUE, BOOL_VALUE -> true;
          case NUMBER_VALUE -> Double.isFinite(value.getNumberValue());
          case LIST_VALUE ->
              value.getListValue().getValuesList().stream().allMatch(Value::hasStringValue);
          case NULL_VALUE, STRUCT_VALUE, KIND_NOT_SET -> false;
        };
    if (!allowed) {
      throw Refusal.invalid(
          "Metadata value must be a string, number, boolean or list of strings for field '%s'"
              .formatted(key));
    }
  }

  /** Adds the terms by which filters find the record. */
  public static void index(Struct metadata, Document document) {
    metadata
        .getFieldsMap()
        .forEach(
            (key, value) -> {
              document.add(new StringField(FIELD, Terms.exists(key), Field.Store.NO));
              scalars(value)
                  .forEach(
                      scalar ->
                          document.add(
                              new StringField(FIELD, Terms.of(key, scalar), Field.Store.NO)));
            });
  }

  private static Stream<Scalar> scalars(Value value) {
    return switch (value.getKindCase()) {
      case STRING_VALUE -> Stream.of(new Scalar.Text(value.getStringValue()));
      case NUMBER_VALUE -> Stream.of(new Scalar.Number(value.getNumberValue()));
      case BOOL_VALUE -> Stream.of(new Scalar.Flag(value.getBoolValue()));
      case LIST_VALUE -> texts(value.getListValue().getValuesList());
      case NULL_VALUE, STRUCT_VALUE, KIND_NOT_SET -> Stream.empty();
    };
  }

  private static Stream<Scalar> texts(List<Value> values) {
    return values.stream().map(value -> new Scalar.Text(value.getStringValue()));
  }
}
