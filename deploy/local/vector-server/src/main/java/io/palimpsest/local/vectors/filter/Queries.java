package io.palimpsest.local.vectors.filter;

import com.google.protobuf.Struct;
import java.util.List;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TermRangeQuery;

/** Turns a filter into a Lucene query over the field that {@link Metadata} fills. */
public final class Queries {
  private Queries() {}

  /**
   * The query that finds what the filter asks for; an empty filter finds everything.
   *
   * @throws io.palimpsest.local.vectors.call.Refusal when the filter is malformed
   */
  public static Query of(Struct filter) {
    return query(FilterParser.parse(filter));
  }

  private static Query query(Filter filter) {
    return switch (filter) {
      case Filter.AnyOf any -> anyOf(any);
      case Filter.Range range -> range(range);
      case Filter.Exists exists ->
          new ConstantScoreQuery(
              new TermQuery(new Term(Metadata.FIELD, Terms.exists(exists.field()))));
      case Filter.Not not ->
          new BooleanQuery.Builder()
              .add(MatchAllDocsQuery.INSTANCE, Occur.FILTER)
              .add(query(not.inner()), Occur.MUST_NOT)
              .build();
      case Filter.And and -> combine(and.all(), Occur.FILTER);
      case Filter.Or or -> combine(or.any(), Occur.SHOULD);
    };
  }

  private static Query anyOf(Filter.AnyOf any) {
    return new TermInSetQuery(
        Metadata.FIELD, any.values().stream().map(value -> Terms.of(any.field(), value)).toList());
  }

  private static Query range(Filter.Range range) {
    return new TermRangeQuery(
        Metadata.FIELD,
        Terms.number(range.field(), range.low()),
        Terms.number(range.field(), range.high()),
        range.lowInclusive(),
        range.highInclusive());
  }

  private static Query combine(List<Filter> filters, Occur occur) {
    if (filters.isEmpty()) {
      return MatchAllDocsQuery.INSTANCE;
    }
    BooleanQuery.Builder all = new BooleanQuery.Builder();
    filters.forEach(filter -> all.add(query(filter), occur));
    return new ConstantScoreQuery(all.build());
  }
}
