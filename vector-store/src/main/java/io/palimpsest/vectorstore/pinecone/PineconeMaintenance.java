package io.palimpsest.vectorstore.pinecone;

import io.palimpsest.fencing.Deadline;
import io.palimpsest.fencing.Work;
import io.palimpsest.vectorstore.IndexDescription;
import io.palimpsest.vectorstore.Maintenance;
import io.palimpsest.vectorstore.NamespaceSummary;
import io.palimpsest.vectorstore.NamespaceVectors;
import io.palimpsest.vectorstore.WriteReceipt;
import io.pinecone.proto.CreateNamespaceRequest;
import io.pinecone.proto.DescribeIndexStatsRequest;
import io.pinecone.proto.ListNamespacesRequest;
import io.pinecone.proto.ListNamespacesResponse;
import java.util.List;
import java.util.function.Consumer;

/** Any namespace of one index. */
final class PineconeMaintenance implements Maintenance {
  private static final int PAGE = 100;

  private final Calls calls;
  private final TextRecords texts;

  PineconeMaintenance(Calls calls, TextRecords texts) {
    this.calls = calls;
    this.texts = texts;
  }

  @Override
  public NamespaceVectors namespace(String name) {
    return new PineconeNamespace(name, calls, texts);
  }

  @Override
  public void namespaces(Deadline deadline, Consumer<List<NamespaceSummary>> page) {
    PageWalk.walk("list namespaces", token -> page(token, deadline), page);
  }

  @Override
  public WriteReceipt create(String name, Work work) {
    CreateNamespaceRequest request = CreateNamespaceRequest.newBuilder().setName(name).build();
    return calls.write("create namespace", work, stub -> stub.createNamespace(request)).receipt();
  }

  @Override
  public IndexDescription describe(Deadline deadline) {
    return Messages.index(
        calls
            .read(
                "describe index",
                deadline,
                stub -> stub.describeIndexStats(DescribeIndexStatsRequest.getDefaultInstance()))
            .value());
  }

  private PageWalk.Page<NamespaceSummary> page(String token, Deadline deadline) {
    ListNamespacesRequest.Builder request = ListNamespacesRequest.newBuilder().setLimit(PAGE);
    if (!token.isEmpty()) {
      request.setPaginationToken(token);
    }
    ListNamespacesResponse page =
        calls
            .read("list namespaces", deadline, stub -> stub.listNamespaces(request.build()))
            .value();
    return new PageWalk.Page<>(
        page.getNamespacesList().stream().map(Messages::summary).toList(),
        page.getPagination().getNext());
  }
}
