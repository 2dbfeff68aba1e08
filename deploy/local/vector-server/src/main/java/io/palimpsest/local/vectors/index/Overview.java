package io.palimpsest.local.vectors.index;

import io.palimpsest.local.vectors.call.Call;
import io.palimpsest.local.vectors.call.Operation;
import io.palimpsest.local.vectors.call.Refusal;
import io.palimpsest.local.vectors.call.Reply;
import io.pinecone.proto.DescribeIndexStatsRequest;
import io.pinecone.proto.DescribeIndexStatsResponse;
import io.pinecone.proto.DescribeNamespaceRequest;
import io.pinecone.proto.ListNamespacesRequest;
import io.pinecone.proto.ListNamespacesResponse;
import io.pinecone.proto.NamespaceDescription;
import io.pinecone.proto.NamespaceSummary;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The read path across namespaces: statistics and the namespaces themselves. */
final class Overview {
  private static final int PAGE = 100;

  private final Catalog catalog;
  private final IndexSpec spec;
  private final Visibility visibility;

  Overview(Catalog catalog, IndexSpec spec, Visibility visibility) {
    this.catalog = catalog;
    this.spec = spec;
    this.visibility = visibility;
  }

  Reply stats(Call call) throws IOException {
    if (call.as(DescribeIndexStatsRequest.class).getFilter().getFieldsCount() > 0) {
      throw Refusal.invalid(
          "Serverless indexes do not support describing index stats with metadata filtering");
    }
    DescribeIndexStatsResponse.Builder answer =
        DescribeIndexStatsResponse.newBuilder()
            .setMetric(spec.metric().label())
            .setVectorType(spec.type().label());
    if (spec.type() == VectorType.DENSE) {
      answer.setDimension(spec.dimension());
    }
    long total = 0;
    for (NamespaceDescription seen : visible("", call.operation())) {
      total += seen.getRecordCount();
      answer.putNamespaces(seen.getName(), summary(seen));
    }
    return Reply.of(answer.setTotalVectorCount((int) total).build());
  }

  private static NamespaceSummary summary(NamespaceDescription seen) {
    return NamespaceSummary.newBuilder().setVectorCount((int) seen.getRecordCount()).build();
  }

  Reply listNamespaces(Call call) throws IOException {
    ListNamespacesRequest request = call.as(ListNamespacesRequest.class);
    int limit = PageToken.limit(request.hasLimit(), request.getLimit(), PAGE, PAGE);
    String after = PageToken.read(request.getPaginationToken());
    List<NamespaceDescription> all = visible(request.getPrefix(), call.operation());
    List<NamespaceDescription> rest =
        all.stream().filter(n -> after == null || n.getName().compareTo(after) > 0).toList();
    ListNamespacesResponse.Builder answer =
        ListNamespacesResponse.newBuilder()
            .setTotalCount(all.size())
            .addAllNamespaces(rest.stream().limit(limit).toList());
    if (rest.size() > limit) {
      answer.setPagination(PageToken.behind(rest.get(limit - 1).getName()));
    }
    return Reply.of(answer.build());
  }

  Reply describeNamespace(Call call) throws IOException {
    String name = Names.namespace(call.as(DescribeNamespaceRequest.class).getNamespace());
    NamespaceDescription seen = describe(name, call.operation());
    if (seen == null) {
      throw Refusal.namespaceNotFound();
    }
    return Reply.of(seen);
  }

  private List<NamespaceDescription> visible(String prefix, Operation operation)
      throws IOException {
    List<NamespaceDescription> visible = new ArrayList<>();
    for (String name : catalog.names()) {
      NamespaceDescription seen = name.startsWith(prefix) ? describe(name, operation) : null;
      if (seen != null) {
        visible.add(seen);
      }
    }
    return visible;
  }

  private @Nullable NamespaceDescription describe(String name, Operation operation)
      throws IOException {
    long delay = visibility.delayNanos(operation);
    NamespaceDescription seen = catalog.describe(name, delay);
    if (delay > 0 && !Objects.equals(seen, catalog.describe(name, 0))) {
      visibility.shownStale(operation);
    }
    return seen;
  }
}
