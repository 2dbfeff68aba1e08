package io.palimpsest.local.vectors.index;

import com.google.protobuf.Message;
import io.palimpsest.local.vectors.call.Reason;
import io.palimpsest.local.vectors.call.Refusal;
import io.palimpsest.local.vectors.filter.Queries;
import io.pinecone.proto.FetchByMetadataRequest;
import io.pinecone.proto.FetchRequest;
import io.pinecone.proto.ListRequest;
import io.pinecone.proto.QueryRequest;

/** Refuses reads that the API would refuse. */
final class ReadChecks {
  private final IndexSpec spec;
  private final VectorChecks vectors;

  ReadChecks(IndexSpec spec) {
    this.spec = spec;
    this.vectors = new VectorChecks(spec);
  }

  void check(QueryRequest request) {
    if (request.getTopK() < 1 || request.getTopK() > Limits.TOP_K) {
      throw Refusal.invalid(
          "topK must be between 1 and %d, but got %d".formatted(Limits.TOP_K, request.getTopK()));
    }
    if (request.getQueriesCount() > 0) {
      throw Refusal.invalid("'queries' is not supported any more, use 'vector'");
    }
    boolean byVector = request.getVectorCount() > 0 || request.hasSparseVector();
    if (request.getId().isEmpty() != byVector) {
      throw Refusal.invalid("Query needs either an id or a vector");
    }
    if (byVector) {
      checkVectors(request);
    }
    Queries.of(request.getFilter());
  }

  /** An index of dense vectors is asked by a dense one, with or without a sparse one beside it. */
  private void checkVectors(QueryRequest request) {
    if (spec.type() == VectorType.DENSE || request.getVectorCount() > 0) {
      vectors.checkQuery(DenseValues.of(request.getVectorList()));
    }
    if (spec.type() == VectorType.SPARSE || request.hasSparseVector()) {
      vectors.checkSparse(request.getSparseVector());
    }
  }

  void check(FetchRequest request) {
    int count = request.getIdsCount();
    if (count < 1 || count > Limits.IDS_PER_REQUEST) {
      throw Refusal.invalid(
          "Fetch takes between 1 and %d ids, but got %d".formatted(Limits.IDS_PER_REQUEST, count));
    }
    request.getIdsList().forEach(Names::checkId);
  }

  void check(FetchByMetadataRequest request) {
    limit(request);
    if (request.getFilter().getFieldsCount() == 0) {
      throw Refusal.invalid("Fetch by metadata needs a filter");
    }
    Queries.of(request.getFilter());
  }

  static int limit(FetchByMetadataRequest request) {
    return PageToken.limit(
        request.hasLimit(),
        request.getLimit(),
        Limits.FETCH_BY_METADATA_DEFAULT,
        Limits.FETCH_BY_METADATA_PAGE);
  }

  static int limit(ListRequest request) {
    return PageToken.limit(
        request.hasLimit(), request.getLimit(), Limits.LIST_PAGE, Limits.LIST_PAGE);
  }

  static void checkSize(Message answer) {
    if (answer.getSerializedSize() > Limits.BYTES_PER_ANSWER) {
      throw new Refusal(
          Reason.TOO_LARGE,
          "Answer would be larger than %d bytes: ask for fewer matches, or without values"
              .formatted(Limits.BYTES_PER_ANSWER));
    }
  }
}
