package io.palimpsest.local.vectors.index;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.CollectorManager;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.SimpleCollector;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/** Records whose sparse vector shares a dimension with another, all of them. */
final class Sharing {
  private Sharing() {}

  static List<Integer> documents(View view, Sparse sparse, @Nullable Query filter)
      throws IOException {
    BooleanQuery.Builder query = new BooleanQuery.Builder();
    List<BytesRef> terms = sparse.terms().stream().map(BytesRef::new).toList();
    query.add(new TermInSetQuery(RecordCodec.DIMENSIONS, terms), Occur.FILTER);
    if (filter != null) {
      query.add(filter, Occur.FILTER);
    }
    return view.searcher().search(query.build(), new Everything());
  }

  private static final class Documents extends SimpleCollector {
    final List<Integer> found = new ArrayList<>();
    private int base;

    @Override
    protected void doSetNextReader(LeafReaderContext leaf) {
      base = leaf.docBase;
    }

    @Override
    public void collect(int document) {
      found.add(base + document);
    }

    @Override
    public ScoreMode scoreMode() {
      return ScoreMode.COMPLETE_NO_SCORES;
    }
  }

  private static final class Everything implements CollectorManager<Documents, List<Integer>> {
    @Override
    public Documents newCollector() {
      return new Documents();
    }

    @Override
    public List<Integer> reduce(Collection<Documents> parts) {
      return parts.stream().flatMap(part -> part.found.stream()).toList();
    }
  }
}
