package io.palimpsest.local.vectors.contract;

import com.google.protobuf.ListValue;
import com.google.protobuf.NullValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import io.pinecone.unsigned_indices_model.VectorWithUnsignedIndices;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Vectors and filters for the contract. */
final class Samples {
  private Samples() {}

  /** A vector that depends on the seed alone. */
  static List<Float> values(int seed) {
    Random random = new Random(seed);
    List<Float> values = new ArrayList<>();
    for (int i = 0; i < ContractTarget.DIMENSION; i++) {
      values.add(random.nextFloat() - 0.5f);
    }
    return values;
  }

  static VectorWithUnsignedIndices vector(String id, int seed, Struct metadata) {
    return new VectorWithUnsignedIndices(id, values(seed), metadata, null);
  }

  static Struct struct(Object... keysAndValues) {
    Struct.Builder struct = Struct.newBuilder();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      struct.putFields((String) keysAndValues[i], value(keysAndValues[i + 1]));
    }
    return struct.build();
  }

  private static Value value(Object plain) {
    Value.Builder value = Value.newBuilder();
    return switch (plain) {
      case String text -> value.setStringValue(text).build();
      case Number number -> value.setNumberValue(number.doubleValue()).build();
      case Boolean flag -> value.setBoolValue(flag).build();
      case Struct struct -> value.setStructValue(struct).build();
      case NullValue nothing -> value.setNullValue(nothing).build();
      case List<?> list -> value.setListValue(list(list)).build();
      case Map<?, ?> unexpected -> throw new IllegalArgumentException("use a struct");
      default -> throw new IllegalArgumentException("no such value: " + plain);
    };
  }

  private static ListValue list(List<?> plain) {
    return ListValue.newBuilder().addAllValues(plain.stream().map(Samples::value).toList()).build();
  }
}
