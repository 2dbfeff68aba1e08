package io.palimpsest.local.vectors.index;

import com.google.protobuf.Internal.FloatList;
import java.util.List;

/** Floats out of messages, without a box around each: there are hundreds in every vector. */
final class DenseValues {
  private DenseValues() {}

  static float[] of(List<Float> values) {
    float[] floats = new float[values.size()];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = values instanceof FloatList plain ? plain.getFloat(i) : values.get(i);
    }
    return floats;
  }
}
