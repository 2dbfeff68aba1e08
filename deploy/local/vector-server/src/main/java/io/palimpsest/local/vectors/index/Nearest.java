package io.palimpsest.local.vectors.index;

import com.google.common.primitives.Floats;
import com.google.protobuf.Struct;
import io.palimpsest.local.vectors.filter.Queries;
import io.pinecone.proto.QueryRequest;
import io.pinecone.proto.ScoredVector;
import io.pinecone.proto.Vector;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.jspecify.annotations.Nullable;

/**
 * Finds the nearest records of a view. Lucene proposes candidates; their scores are computed anew
 * from the stored floats, because Lucene's are squeezed into a positive range and lose digits. Of a
 * sparse vector every record is a candidate that shares a dimension with it, so that what is found
 * by it is exact; with a dense one beside it the score is the sum of both dot products.
 */
final class Nearest {
  /** With fewer candidates than this the graph search misses neighbours too often. */
  private static final int LEAST_CANDIDATES = 100;

  private record Candidate(int document, String id, float score) {}

  private final View view;
  private final RecordReader records;
  private final Metric metric;

  Nearest(View view, Metric metric) {
    this.view = view;
    this.records = new RecordReader(view);
    this.metric = metric;
  }

  List<ScoredVector> find(QueryRequest request, Target target) throws IOException {
    List<ScoredVector> matches = new ArrayList<>();
    for (Candidate candidate : candidates(request, target)) {
      matches.add(match(candidate, request));
    }
    return matches;
  }

  private List<Candidate> candidates(QueryRequest request, Target target) throws IOException {
    List<Candidate> candidates = new ArrayList<>();
    for (int document : documents(request, target)) {
      candidates.add(new Candidate(document, records.id(document), score(document, target)));
    }
    candidates.sort(nearestFirst());
    return candidates.subList(0, Math.min(request.getTopK(), candidates.size()));
  }

  /** In rising order, which the records are read fastest in. */
  private Set<Integer> documents(QueryRequest request, Target target) throws IOException {
    Query filter = filter(request);
    Set<Integer> documents = new TreeSet<>();
    if (target.dense() != null) {
      for (ScoreDoc hit : nearest(request.getTopK(), target.dense(), filter)) {
        documents.add(hit.doc);
      }
    }
    if (target.sparse() != null) {
      documents.addAll(Sharing.documents(view, target.sparse(), filter));
    }
    return documents;
  }

  private ScoreDoc[] nearest(int topK, float[] dense, @Nullable Query filter) throws IOException {
    int wanted = Math.max(topK, LEAST_CANDIDATES);
    int asked = Math.max(1, Math.min(wanted, view.reader().numDocs()));
    Query nearest = new KnnFloatVectorQuery(RecordCodec.VALUES, dense, asked, filter);
    return view.searcher().search(nearest, asked).scoreDocs;
  }

  private static @Nullable Query filter(QueryRequest request) {
    Struct filter = request.getFilter();
    return filter.getFieldsCount() == 0 ? null : Queries.of(filter);
  }

  private float score(int document, Target target) throws IOException {
    Sparse sparse = target.sparse();
    float shared = sparse == null ? 0 : records.dot(document, sparse);
    float[] dense = target.dense();
    float[] values = dense == null ? null : records.values(document);
    return dense == null || values == null ? shared : shared + metric.score(dense, values);
  }

  private Comparator<Candidate> nearestFirst() {
    Comparator<Candidate> byScore = (l, r) -> metric.compare(l.score(), r.score());
    return byScore.thenComparing(Candidate::id);
  }

  private ScoredVector match(Candidate candidate, QueryRequest request) throws IOException {
    ScoredVector.Builder match =
        ScoredVector.newBuilder().setId(candidate.id()).setScore(candidate.score());
    float[] values = request.getIncludeValues() ? records.values(candidate.document()) : null;
    if (values != null) {
      match.addAllValues(Floats.asList(values));
    }
    if (request.getIncludeMetadata() || request.getIncludeValues()) {
      addRest(match, records.withoutValues(candidate.document()), request);
    }
    return match.build();
  }

  private static void addRest(ScoredVector.Builder match, Vector stored, QueryRequest request) {
    if (request.getIncludeMetadata() && stored.hasMetadata()) {
      match.setMetadata(stored.getMetadata());
    }
    if (request.getIncludeValues() && stored.hasSparseValues()) {
      match.setSparseValues(stored.getSparseValues());
    }
  }
}
