package io.palimpsest.local.vectors.index;

import java.io.IOException;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/** Finds records by metadata, ordered by id. */
final class Matches {
  private static final Sort BY_ID = new Sort(new SortField(RecordCodec.ID, SortField.Type.STRING));

  private Matches() {}

  static ScoreDoc[] all(View view, Query query) throws IOException {
    int most = Math.max(1, view.reader().numDocs());
    return page(view, query, null, most);
  }

  /** The first records behind the given id, or from the start when it is null. */
  static ScoreDoc[] page(View view, Query query, @Nullable String after, int limit)
      throws IOException {
    FieldDoc behind =
        after == null
            ? null
            : new FieldDoc(lastDocument(view), Float.NaN, new Object[] {new BytesRef(after)});
    return view.searcher().searchAfter(behind, query, limit, BY_ID).scoreDocs;
  }

  /** An id is held by one live document at most, so that its number need not be known. */
  private static int lastDocument(View view) {
    return Math.max(0, view.reader().maxDoc() - 1);
  }
}
