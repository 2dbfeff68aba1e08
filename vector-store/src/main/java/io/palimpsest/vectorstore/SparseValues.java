package io.palimpsest.vectorstore;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * The sparse half of a hybrid vector: some dimensions with their values. The product writes none
 * itself; what it copies or saves keeps its own.
 *
 * @param indices uint32 each, distinct
 * @param values as many finite values
 */
public record SparseValues(List<Long> indices, List<Float> values) {
  private static final long MOST = 0xFFFF_FFFFL;

  /** Copies the lists; refuses what the store would refuse. */
  public SparseValues {
    indices = List.copyOf(indices);
    values = List.copyOf(values);
    if (indices.isEmpty() || indices.size() != values.size()) {
      throw new InvalidVectorException("sparse", "has as many values as indices, and at least one");
    }
    if (new HashSet<>(indices).size() != indices.size()
        || indices.stream().anyMatch(index -> index < 0 || index > MOST)) {
      throw new InvalidVectorException("sparse", "indices are distinct uint32 numbers");
    }
    if (!values.stream().allMatch(Float::isFinite)) {
      throw new InvalidVectorException("sparse", "every value is a finite float32");
    }
  }

  /** From the store's uint32, which Java reads as signed. */
  public static SparseValues ofUnsigned(List<Integer> indices, List<Float> values) {
    List<Long> unsigned = new ArrayList<>();
    indices.forEach(index -> unsigned.add(Integer.toUnsignedLong(index)));
    return new SparseValues(unsigned, values);
  }
}
