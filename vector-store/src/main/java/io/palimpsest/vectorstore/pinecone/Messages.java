package io.palimpsest.vectorstore.pinecone;

import io.palimpsest.vectorstore.IndexDescription;
import io.palimpsest.vectorstore.Match;
import io.palimpsest.vectorstore.NamespaceSummary;
import io.palimpsest.vectorstore.SparseValues;
import io.palimpsest.vectorstore.StoredVector;
import io.palimpsest.vectorstore.VectorQuery;
import io.palimpsest.vectorstore.VectorRecord;
import io.palimpsest.vectorstore.VectorValues;
import io.pinecone.proto.DescribeIndexStatsResponse;
import io.pinecone.proto.NamespaceDescription;
import io.pinecone.proto.QueryRequest;
import io.pinecone.proto.ScoredVector;
import io.pinecone.proto.Vector;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** The port's types to and from the store's messages. */
final class Messages {
  private Messages() {}

  static Vector vector(VectorRecord record) {
    Vector.Builder vector =
        Vector.newBuilder().setId(record.id()).setMetadata(Structs.of(record.metadata()));
    for (int at = 0; at < record.values().dimension(); at++) {
      vector.addValues(record.values().get(at));
    }
    record
        .sparse()
        .ifPresent(
            sparse ->
                vector.setSparseValues(
                    io.pinecone.proto.SparseValues.newBuilder()
                        .addAllIndices(sparse.indices().stream().map(Long::intValue).toList())
                        .addAllValues(sparse.values())));
    return vector.build();
  }

  static StoredVector stored(Vector vector) {
    float[] values = new float[vector.getValuesCount()];
    for (int at = 0; at < values.length; at++) {
      values[at] = vector.getValues(at);
    }
    return new StoredVector(
        vector.getId(),
        values.length == 0 ? VectorValues.NONE : VectorValues.of(values),
        Structs.metadata(vector.getMetadata()),
        vector.hasSparseValues() && vector.getSparseValues().getIndicesCount() > 0
            ? Optional.of(
                SparseValues.ofUnsigned(
                    vector.getSparseValues().getIndicesList(),
                    vector.getSparseValues().getValuesList()))
            : Optional.empty());
  }

  static QueryRequest query(String namespace, VectorQuery query) {
    QueryRequest.Builder request =
        QueryRequest.newBuilder()
            .setNamespace(namespace)
            .setTopK(query.topK())
            .setIncludeMetadata(true);
    for (int at = 0; at < query.vector().dimension(); at++) {
      request.addVector(query.vector().get(at));
    }
    query.filter().map(Filters::of).ifPresent(request::setFilter);
    return request.build();
  }

  static Match match(ScoredVector vector) {
    return new Match(vector.getId(), vector.getScore(), Structs.metadata(vector.getMetadata()));
  }

  static NamespaceSummary summary(NamespaceDescription description) {
    return new NamespaceSummary(description.getName(), description.getRecordCount());
  }

  static IndexDescription index(DescribeIndexStatsResponse stats) {
    return new IndexDescription(
        stats.hasDimension() ? OptionalInt.of(stats.getDimension()) : OptionalInt.empty(),
        stats.hasMetric() ? Optional.of(stats.getMetric()) : Optional.empty(),
        stats.getNamespacesMap().entrySet().stream()
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey, entry -> (long) entry.getValue().getVectorCount())));
  }
}
