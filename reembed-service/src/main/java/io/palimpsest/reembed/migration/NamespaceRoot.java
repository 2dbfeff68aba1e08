package io.palimpsest.reembed.migration;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.palimpsest.audit.tree.Frontier;
import io.palimpsest.audit.tree.Hash;
import io.palimpsest.vectorstore.Metadata;
import io.palimpsest.vectorstore.MetadataValue;
import io.palimpsest.vectorstore.StoredVector;
import io.palimpsest.vectorstore.VectorStoreException;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Digest of a namespace: the root of a Merkle tree (RFC 6962) over (id, bits of the values,
 * metadata), in the order of the ids' bytes. Values are compared by their bits, never as text. In
 * memory that grows with the logarithm of the namespace. For one thread.
 */
final class NamespaceRoot {
  private final Frontier frontier;
  private String last;

  /** Of an empty namespace. */
  NamespaceRoot() {
    this(new Frontier(), "");
  }

  /**
   * Of a namespace that was read in part.
   *
   * @param frontier of the vectors so far
   * @param last id of the last one of them
   */
  NamespaceRoot(Frontier frontier, String last) {
    this.frontier = frontier;
    this.last = last;
  }

  /** Appends vectors that follow, in their order. */
  void append(String id, Hash leaf) {
    last = following(last, id);
    frontier.append(leaf);
  }

  /**
   * The later one of two ids of a listing.
   *
   * @throws VectorStoreException.Inconsistent when it does not follow: a store that turns in a
   *     circle or lists in no order says nothing that could be relied upon
   */
  static String following(String last, String id) {
    if (!last.isEmpty() && Arrays.compareUnsigned(last.getBytes(UTF_8), id.getBytes(UTF_8)) >= 0) {
      throw new VectorStoreException.Inconsistent("a listing is not in the order of its ids");
    }
    return id;
  }

  Frontier frontier() {
    return frontier;
  }

  /** The root, in Base64. */
  String value() {
    return frontier.root().base64();
  }

  /** The leaf of one vector. */
  static Hash leaf(StoredVector vector) {
    return leaf(vector, vector.metadata());
  }

  /** The leaf of a vector with other metadata than it has now. */
  static Hash leaf(StoredVector vector, Metadata metadata) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      text(out, vector.id());
      out.writeInt(vector.values().dimension());
      for (int at = 0; at < vector.values().dimension(); at++) {
        out.writeInt(Float.floatToRawIntBits(vector.values().get(at)));
      }
      Map<String, MetadataValue> sorted = new TreeMap<>(metadata.values());
      out.writeInt(sorted.size());
      for (Map.Entry<String, MetadataValue> entry : sorted.entrySet()) {
        text(out, entry.getKey());
        value(out, entry.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Hash.leaf(bytes.toByteArray());
  }

  private static void value(DataOutputStream out, MetadataValue value) throws IOException {
    switch (value) {
      case MetadataValue.Text text -> {
        out.writeByte('s');
        text(out, text.value());
      }
      case MetadataValue.Numeric number -> {
        out.writeByte('n');
        out.writeLong(Double.doubleToRawLongBits(number.value()));
      }
      case MetadataValue.Flag flag -> {
        out.writeByte('b');
        out.writeBoolean(flag.value());
      }
      case MetadataValue.TextList list -> {
        out.writeByte('l');
        texts(out, list.values());
      }
    }
  }

  private static void texts(DataOutputStream out, List<String> texts) throws IOException {
    out.writeInt(texts.size());
    for (String text : texts) {
      text(out, text);
    }
  }

  private static void text(DataOutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }
}
