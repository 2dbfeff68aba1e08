package io.palimpsest.local.vectors.index;

import com.google.protobuf.InvalidProtocolBufferException;
import io.palimpsest.local.vectors.filter.Metadata;
import io.pinecone.proto.Vector;
import java.io.IOException;
import java.util.Map;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.Term;
import org.apache.lucene.util.BytesRef;

/**
 * A record as a Lucene document. Dense values live in the vector field alone, bit by bit as they
 * came; everything else is stored as the message without them.
 */
final class RecordCodec {
  static final String ID = "id";
  static final String VALUES = "v";
  static final String REST = "r";

  /** A word for each dimension of the sparse vector. */
  static final String DIMENSIONS = "s";

  /** The sparse vector, to be scored. */
  static final String SPARSE = "sv";

  private RecordCodec() {}

  static Term idTerm(String id) {
    return new Term(ID, id);
  }

  static Document document(Vector vector, Metric metric) {
    Document document = new Document();
    document.add(new StringField(ID, vector.getId(), Field.Store.NO));
    document.add(new SortedDocValuesField(ID, new BytesRef(vector.getId())));
    document.add(new StoredField(REST, vector.toBuilder().clearValues().build().toByteArray()));
    if (vector.getValuesCount() > 0) {
      float[] values = DenseValues.of(vector.getValuesList());
      document.add(new KnnFloatVectorField(VALUES, values, metric.function()));
    }
    if (vector.hasSparseValues()) {
      Sparse sparse = Sparse.of(vector.getSparseValues());
      sparse
          .terms()
          .forEach(term -> document.add(new StringField(DIMENSIONS, term, Field.Store.NO)));
      document.add(new BinaryDocValuesField(SPARSE, sparse.encoded()));
    }
    Metadata.index(vector.getMetadata(), document);
    return document;
  }

  static Vector withoutValues(Document stored) throws IOException {
    BytesRef bytes = stored.getBinaryValue(REST);
    try {
      return Vector.parser().parseFrom(bytes.bytes, bytes.offset, bytes.length);
    } catch (InvalidProtocolBufferException e) {
      throw new IOException("a stored record cannot be read", e);
    }
  }

  /** The record with metadata replaced key by key. */
  static Vector merge(Vector stored, Map<String, com.google.protobuf.Value> changes) {
    if (changes.isEmpty()) {
      return stored;
    }
    Vector.Builder merged = stored.toBuilder();
    merged.getMetadataBuilder().putAllFields(changes);
    return merged.build();
  }
}
