package io.palimpsest.local.vectors.index;

import io.pinecone.proto.SparseValues;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.lucene.util.BytesRef;

/**
 * A sparse vector: for each of some dimensions a value.
 *
 * @param values by dimension, an unsigned number of 32 bits
 */
record Sparse(Map<Integer, Float> values) {
  private static final int BYTES = Integer.BYTES + Float.BYTES;

  Sparse {
    values = Map.copyOf(values);
  }

  static Sparse of(SparseValues sparse) {
    Map<Integer, Float> values = new HashMap<>();
    for (int at = 0; at < sparse.getIndicesCount(); at++) {
      values.put(sparse.getIndices(at), sparse.getValues(at));
    }
    return new Sparse(values);
  }

  /** A word for each dimension, by which records that have it are found. */
  List<String> terms() {
    return values.keySet().stream().map(Integer::toHexString).toList();
  }

  BytesRef encoded() {
    ByteBuffer bytes = ByteBuffer.allocate(values.size() * BYTES);
    values.forEach((dimension, value) -> bytes.putInt(dimension).putFloat(value));
    return new BytesRef(bytes.array());
  }

  /** The dot product with a vector that was encoded. */
  float dot(BytesRef encoded) {
    ByteBuffer bytes = ByteBuffer.wrap(encoded.bytes, encoded.offset, encoded.length);
    return (float)
        IntStream.range(0, encoded.length / BYTES)
            .mapToDouble(
                at -> {
                  float mine = values.getOrDefault(bytes.getInt(), 0f);
                  return (double) mine * bytes.getFloat();
                })
            .sum();
  }
}
