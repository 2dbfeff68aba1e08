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
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.jspecify.annotations.Nullable;

/**
 * Finds the nearest records of a view. Lucene proposes candidates; their scores are computed anew
 * from the stored floats, because Lucene's are squeezed into a positive range and lose digits.
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

  List<ScoredVector> find(QueryRequest request, float[] target) throws IOException {
    List<ScoredVector> matches = new ArrayList<>();
    for (Candidate candidate : candidates(request, target)) {
      matches.add(match(candidate, request));
    }
    return matches;
  }

  private List<Candidate> candidates(QueryRequest request, float[] target) throws IOException {
    int wanted = Math.max(request.getTopK(), LEAST_CANDIDATES);
    int asked = Math.max(1, Math.min(wanted, view.reader().numDocs()));
    Query nearest = new KnnFloatVectorQuery(RecordCodec.VALUES, target, asked, filter(request));
    List<Candidate> candidates = new ArrayList<>(asked);
    for (ScoreDoc hit : view.searcher().search(nearest, asked).scoreDocs) {
      candidates.add(candidate(hit.doc, target));
    }
    candidates.sort(nearestFirst());
    return candidates.subList(0, Math.min(request.getTopK(), candidates.size()));
  }

  private static @Nullable Query filter(QueryRequest request) {
    Struct filter = request.getFilter();
    return filter.getFieldsCount() == 0 ? null : Queries.of(filter);
  }

  private Candidate candidate(int document, float[] target) throws IOException {
    return new Candidate(document, records.id(document), metric.score(target, valuesOf(document)));
  }

  private float[] valuesOf(int document) throws IOException {
    float[] values = records.values(document);
    if (values == null) {
      throw new IOException("a candidate has no vector");
    }
    return values;
  }

  private Comparator<Candidate> nearestFirst() {
    Comparator<Candidate> byScore = (l, r) -> metric.compare(l.score(), r.score());
    return byScore.thenComparing(Candidate::id);
  }

  private ScoredVector match(Candidate candidate, QueryRequest request) throws IOException {
    ScoredVector.Builder match =
        ScoredVector.newBuilder().setId(candidate.id()).setScore(candidate.score());
    if (request.getIncludeValues()) {
      match.addAllValues(Floats.asList(valuesOf(candidate.document())));
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
