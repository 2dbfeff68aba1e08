package io.palimpsest.local.vectors.index;

import com.google.common.primitives.Floats;
import io.pinecone.proto.Vector;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.KnnVectorValues.DocIndexIterator;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/** Reads records out of a view, on one thread. */
final class RecordReader {
  private static final int NONE = -1;

  private final View view;
  private final @Nullable FloatVectorValues[] vectors;

  RecordReader(View view) {
    this.view = view;
    this.vectors = new FloatVectorValues[view.reader().leaves().size()];
  }

  /** The records with these ids, in this order; ids that are absent are left out. */
  List<Vector> byIds(List<String> ids) throws IOException {
    List<Vector> found = new ArrayList<>(ids.size());
    for (String id : ids) {
      int document = documentOf(id);
      if (document != NONE) {
        found.add(read(document));
      }
    }
    return found;
  }

  @Nullable Vector byId(String id) throws IOException {
    int document = documentOf(id);
    return document == NONE ? null : read(document);
  }

  Vector read(int document) throws IOException {
    Vector.Builder vector = withoutValues(document).toBuilder();
    float[] values = values(document);
    return values == null ? vector.build() : vector.addAllValues(Floats.asList(values)).build();
  }

  Vector withoutValues(int document) throws IOException {
    Document stored = view.searcher().storedFields().document(document);
    return RecordCodec.withoutValues(stored);
  }

  String id(int document) throws IOException {
    LeafReaderContext leaf = leafOf(document);
    SortedDocValues ids = leaf.reader().getSortedDocValues(RecordCodec.ID);
    if (!ids.advanceExact(document - leaf.docBase)) {
      throw new IOException("a record has no id");
    }
    return ids.lookupOrd(ids.ordValue()).utf8ToString();
  }

  /** The dense values, or null when the record has none. The array is overwritten by the next. */
  float @Nullable [] values(int document) throws IOException {
    LeafReaderContext leaf = leafOf(document);
    FloatVectorValues values = vectors(leaf);
    if (values == null) {
      return null;
    }
    int local = document - leaf.docBase;
    if (values.size() == leaf.reader().maxDoc()) {
      return values.vectorValue(local);
    }
    DocIndexIterator documents = values.iterator();
    return documents.advance(local) == local ? values.vectorValue(documents.index()) : null;
  }

  /** The dot product of a sparse vector with the record's, 0 when the record has none. */
  float dot(int document, Sparse sparse) throws IOException {
    LeafReaderContext leaf = leafOf(document);
    BinaryDocValues values = leaf.reader().getBinaryDocValues(RecordCodec.SPARSE);
    boolean has = values != null && values.advanceExact(document - leaf.docBase);
    return has ? sparse.dot(values.binaryValue()) : 0;
  }

  private @Nullable FloatVectorValues vectors(LeafReaderContext leaf) throws IOException {
    FloatVectorValues values = vectors[leaf.ord];
    if (values == null) {
      values = leaf.reader().getFloatVectorValues(RecordCodec.VALUES);
      vectors[leaf.ord] = values;
    }
    return values;
  }

  private LeafReaderContext leafOf(int document) {
    List<LeafReaderContext> leaves = view.reader().leaves();
    return leaves.get(ReaderUtil.subIndex(document, leaves));
  }

  private int documentOf(String id) throws IOException {
    BytesRef term = new BytesRef(id);
    for (LeafReaderContext leaf : view.reader().leaves()) {
      int document = documentIn(leaf.reader(), term);
      if (document != NONE) {
        return leaf.docBase + document;
      }
    }
    return NONE;
  }

  private static int documentIn(LeafReader leaf, BytesRef id) throws IOException {
    Terms terms = leaf.terms(RecordCodec.ID);
    if (terms == null) {
      return NONE;
    }
    TermsEnum cursor = terms.iterator();
    return cursor.seekExact(id) ? firstLive(cursor, leaf.getLiveDocs()) : NONE;
  }

  /** The live document of the cursor's term, or -1: older versions of an id are deleted ones. */
  static int firstLive(TermsEnum cursor, @Nullable Bits live) throws IOException {
    PostingsEnum postings = cursor.postings(null, PostingsEnum.NONE);
    for (int document = postings.nextDoc();
        document != DocIdSetIterator.NO_MORE_DOCS;
        document = postings.nextDoc()) {
      if (live == null || live.get(document)) {
        return document;
      }
    }
    return NONE;
  }
}
