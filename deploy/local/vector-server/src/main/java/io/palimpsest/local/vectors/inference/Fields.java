package io.palimpsest.local.vectors.inference;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import io.palimpsest.local.vectors.call.Refusal;
import java.util.List;

/** Fields of a request's JSON, each with its rule. */
record Fields(Struct json) {
  private static final Value NONE = Value.getDefaultInstance();

  boolean has(String name) {
    Value value = json.getFieldsOrDefault(name, NONE);
    return !value.hasNullValue() && value.getKindCase() != Value.KindCase.KIND_NOT_SET;
  }

  String text(String name) {
    Value value = json.getFieldsOrDefault(name, NONE);
    if (!value.hasStringValue() || value.getStringValue().isBlank()) {
      throw Refusal.invalid("%s must be a text that is not blank".formatted(name));
    }
    return value.getStringValue();
  }

  String text(String name, String otherwise) {
    return has(name) ? text(name) : otherwise;
  }

  int number(String name, int otherwise, int least, int most) {
    if (!has(name)) {
      return otherwise;
    }
    Value value = json.getFieldsOrDefault(name, NONE);
    double number = value.getNumberValue();
    if (!value.hasNumberValue() || number != Math.rint(number) || number < least || number > most) {
      throw Refusal.invalid(
          "%s must be a whole number between %d and %d".formatted(name, least, most));
    }
    return (int) number;
  }

  Fields object(String name) {
    if (!has(name)) {
      return new Fields(Struct.getDefaultInstance());
    }
    Value value = json.getFieldsOrDefault(name, NONE);
    if (!value.hasStructValue()) {
      throw Refusal.invalid("%s must be an object".formatted(name));
    }
    return new Fields(value.getStructValue());
  }

  List<Value> list(String name) {
    Value value = json.getFieldsOrDefault(name, NONE);
    if (has(name) && !value.hasListValue()) {
      throw Refusal.invalid("%s must be a list".formatted(name));
    }
    return value.getListValue().getValuesList();
  }

  List<String> texts(String name) {
    return list(name).stream().map(value -> asText(name, value)).toList();
  }

  List<Fields> objects(String name) {
    return list(name).stream().map(value -> asObject(name, value)).toList();
  }

  private static String asText(String name, Value value) {
    if (!value.hasStringValue()) {
      throw Refusal.invalid("%s must be a list of texts".formatted(name));
    }
    return value.getStringValue();
  }

  private static Fields asObject(String name, Value value) {
    if (!value.hasStructValue()) {
      throw Refusal.invalid("%s must be a list of objects".formatted(name));
    }
    return new Fields(value.getStructValue());
  }
}
