package io.palimpsest.local.vectors.index;

import com.google.protobuf.Message;
import com.google.protobuf.Struct;
import com.google.protobuf.util.JsonFormat;
import io.palimpsest.local.vectors.call.Call;
import io.palimpsest.local.vectors.call.Operation;
import io.palimpsest.local.vectors.call.Reply;
import io.pinecone.proto.DeleteRequest;
import io.pinecone.proto.DescribeIndexStatsRequest;
import io.pinecone.proto.DescribeIndexStatsResponse;
import io.pinecone.proto.ListRequest;
import io.pinecone.proto.ListResponse;
import io.pinecone.proto.QueryRequest;
import io.pinecone.proto.QueryResponse;
import io.pinecone.proto.UpsertRequest;
import io.pinecone.proto.Vector;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionException;

/** An index in a folder, asked without a wire. */
final class IndexFixture implements AutoCloseable {
  static final IndexSettings QUIET =
      new IndexSettings(64, Duration.ofHours(1), Duration.ofHours(1), 1 << 27);

  private final VectorIndex index;

  private IndexFixture(VectorIndex index) {
    this.index = index;
  }

  static IndexFixture open(Path folder, IndexSpec spec, IndexSettings settings) throws IOException {
    return new IndexFixture(VectorIndex.open(folder, spec, settings, Visibility.IMMEDIATE));
  }

  static IndexFixture open(Path folder, int dimension, Metric metric) throws IOException {
    return open(folder, IndexSpec.dense("test", dimension, metric), QUIET);
  }

  void upsert(String namespace, Vector... vectors) {
    ask(
        Operation.UPSERT,
        UpsertRequest.newBuilder()
            .setNamespace(namespace)
            .addAllVectors(Arrays.asList(vectors))
            .build());
  }

  void delete(String namespace, String... ids) {
    ask(
        Operation.DELETE,
        DeleteRequest.newBuilder().setNamespace(namespace).addAllIds(Arrays.asList(ids)).build());
  }

  QueryResponse query(QueryRequest.Builder request) {
    return (QueryResponse) ask(Operation.QUERY, request.build());
  }

  ListResponse list(ListRequest.Builder request) {
    return (ListResponse) ask(Operation.LIST, request.build());
  }

  DescribeIndexStatsResponse stats() {
    return (DescribeIndexStatsResponse)
        ask(Operation.DESCRIBE_INDEX_STATS, DescribeIndexStatsRequest.getDefaultInstance());
  }

  Message ask(Operation operation, Message request) {
    Call call = new Call(operation, request, 0, "any", request.getSerializedSize());
    try {
      Reply reply = index.handle(call).toCompletableFuture().join();
      return reply.body();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  static Vector vector(String id, Struct metadata, float... values) {
    Vector.Builder vector = Vector.newBuilder().setId(id).setMetadata(metadata);
    for (float value : values) {
      vector.addValues(value);
    }
    return vector.build();
  }

  static Vector vector(String id, float... values) {
    return vector(id, Struct.getDefaultInstance(), values);
  }

  static Struct json(String json) {
    Struct.Builder struct = Struct.newBuilder();
    try {
      JsonFormat.parser().merge(json, struct);
    } catch (IOException e) {
      throw new IllegalArgumentException(e);
    }
    return struct.build();
  }

  static List<String> ids(QueryResponse found) {
    return found.getMatchesList().stream().map(match -> match.getId()).toList();
  }

  @Override
  public void close() throws IOException {
    index.close();
  }
}
