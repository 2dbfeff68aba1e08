package io.palimpsest.local.vectors.inference;

import com.google.protobuf.ListValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import java.util.List;

/** Makes JSON values. */
final class Values {
  private Values() {}

  static Value of(String text) {
    return Value.newBuilder().setStringValue(text).build();
  }

  static Value of(double number) {
    return Value.newBuilder().setNumberValue(number).build();
  }

  static Value of(Struct.Builder object) {
    return Value.newBuilder().setStructValue(object).build();
  }

  static Value of(List<Value> values) {
    return Value.newBuilder().setListValue(ListValue.newBuilder().addAllValues(values)).build();
  }

  static Value of(float[] numbers) {
    ListValue.Builder list = ListValue.newBuilder();
    for (float number : numbers) {
      list.addValues(of(number));
    }
    return Value.newBuilder().setListValue(list).build();
  }
}
