package io.palimpsest.vectorstore.pinecone;

import com.google.protobuf.ListValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import io.palimpsest.vectorstore.Metadata;
import io.palimpsest.vectorstore.MetadataValue;
import java.util.List;
import java.util.Optional;

/** Metadata to and from the store's protobuf structures. */
final class Structs {
  private Structs() {}

  static Struct of(Metadata metadata) {
    Struct.Builder struct = Struct.newBuilder();
    metadata.values().forEach((key, value) -> struct.putFields(key, of(value)));
    return struct.build();
  }

  static Value of(MetadataValue value) {
    return switch (value) {
      case MetadataValue.Text text -> text(text.value());
      case MetadataValue.Numeric number ->
          Value.newBuilder().setNumberValue(number.value()).build();
      case MetadataValue.Flag flag -> Value.newBuilder().setBoolValue(flag.value()).build();
      case MetadataValue.TextList list -> list(list.values().stream().map(Structs::text).toList());
    };
  }

  static Value text(String text) {
    return Value.newBuilder().setStringValue(text).build();
  }

  static Value list(List<Value> values) {
    return Value.newBuilder().setListValue(ListValue.newBuilder().addAllValues(values)).build();
  }

  /** Leaves out what the store's own contract forbids: nulls, nested values. */
  static Metadata metadata(Struct struct) {
    Metadata.Builder metadata = Metadata.builder();
    struct
        .getFieldsMap()
        .forEach((key, value) -> value(value).ifPresent(known -> metadata.put(key, known)));
    return metadata.build();
  }

  private static Optional<MetadataValue> value(Value value) {
    return switch (value.getKindCase()) {
      case STRING_VALUE -> Optional.of(MetadataValue.of(value.getStringValue()));
      case NUMBER_VALUE -> Optional.of(MetadataValue.of(value.getNumberValue()));
      case BOOL_VALUE -> Optional.of(MetadataValue.of(value.getBoolValue()));
      case LIST_VALUE ->
          Optional.of(
              MetadataValue.of(
                  value.getListValue().getValuesList().stream()
                      .map(Value::getStringValue)
                      .toList()));
      case NULL_VALUE, STRUCT_VALUE, KIND_NOT_SET -> Optional.empty();
    };
  }
}
