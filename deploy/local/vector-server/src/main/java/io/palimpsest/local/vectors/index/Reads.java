package io.palimpsest.local.vectors.index;

import com.google.protobuf.Message;
import io.palimpsest.local.vectors.call.Call;
import io.palimpsest.local.vectors.call.Reply;
import io.palimpsest.local.vectors.filter.Queries;
import io.pinecone.proto.FetchByMetadataRequest;
import io.pinecone.proto.FetchByMetadataResponse;
import io.pinecone.proto.FetchRequest;
import io.pinecone.proto.FetchResponse;
import io.pinecone.proto.ListItem;
import io.pinecone.proto.ListRequest;
import io.pinecone.proto.ListResponse;
import io.pinecone.proto.QueryRequest;
import io.pinecone.proto.QueryResponse;
import io.pinecone.proto.UpdateRequest;
import io.pinecone.proto.UpdateResponse;
import io.pinecone.proto.Usage;
import io.pinecone.proto.Vector;
import java.io.IOException;
import java.util.List;
import java.util.function.LongSupplier;
import org.apache.lucene.search.ScoreDoc;
import org.jspecify.annotations.Nullable;

/**
 * The read path within one namespace. An absent namespace reads as an empty one, and as one that
 * shows every write: whoever dropped it can tell so that the drop is visible.
 */
final class Reads {
  private static final Usage ONE_UNIT = Usage.newBuilder().setReadUnits(1).build();

  private interface Reading {
    Message of(View view) throws IOException;
  }

  private final Catalog catalog;
  private final IndexSpec spec;
  private final ReadChecks checks;
  private final Visibility visibility;
  private final LongSupplier lastLsn;

  /**
   * @param lastLsn the newest sequence number of the whole index
   */
  Reads(Catalog catalog, IndexSpec spec, Visibility visibility, LongSupplier lastLsn) {
    this.lastLsn = lastLsn;
    this.catalog = catalog;
    this.spec = spec;
    this.checks = new ReadChecks(spec);
    this.visibility = visibility;
  }

  Reply query(Call call) throws IOException {
    QueryRequest request = call.as(QueryRequest.class);
    checks.check(request);
    String name = Names.namespace(request.getNamespace());
    QueryResponse empty = QueryResponse.newBuilder().setNamespace(name).setUsage(ONE_UNIT).build();
    return read(name, call, empty, view -> query(view, request, empty));
  }

  private QueryResponse query(View view, QueryRequest request, QueryResponse empty)
      throws IOException {
    Target target = Target.of(view, request);
    if (target == null) {
      return empty;
    }
    QueryResponse answer =
        empty.toBuilder()
            .addAllMatches(new Nearest(view, spec.metric()).find(request, target))
            .build();
    ReadChecks.checkSize(answer);
    return answer;
  }

  Reply fetch(Call call) throws IOException {
    FetchRequest request = call.as(FetchRequest.class);
    checks.check(request);
    String name = Names.namespace(request.getNamespace());
    FetchResponse empty = FetchResponse.newBuilder().setNamespace(name).setUsage(ONE_UNIT).build();
    return read(
        name,
        call,
        empty,
        view -> {
          FetchResponse.Builder answer = empty.toBuilder();
          for (Vector vector : new RecordReader(view).byIds(request.getIdsList())) {
            answer.putVectors(vector.getId(), vector);
          }
          return answer.build();
        });
  }

  Reply fetchByMetadata(Call call) throws IOException {
    FetchByMetadataRequest request = call.as(FetchByMetadataRequest.class);
    checks.check(request);
    String name = Names.namespace(request.getNamespace());
    FetchByMetadataResponse empty =
        FetchByMetadataResponse.newBuilder().setNamespace(name).setUsage(ONE_UNIT).build();
    return read(name, call, empty, view -> fetchByMetadata(view, request, empty));
  }

  private static FetchByMetadataResponse fetchByMetadata(
      View view, FetchByMetadataRequest request, FetchByMetadataResponse empty) throws IOException {
    int limit = ReadChecks.limit(request);
    ScoreDoc[] found =
        Matches.page(
            view,
            Queries.of(request.getFilter()),
            PageToken.read(request.getPaginationToken()),
            limit);
    FetchByMetadataResponse.Builder answer = empty.toBuilder();
    RecordReader records = new RecordReader(view);
    for (ScoreDoc hit : found) {
      Vector vector = records.read(hit.doc);
      answer.putVectors(vector.getId(), vector);
    }
    if (found.length == limit) {
      answer.setPagination(PageToken.behind(records.id(found[limit - 1].doc)));
    }
    return answer.build();
  }

  Reply list(Call call) throws IOException {
    ListRequest request = call.as(ListRequest.class);
    int limit = ReadChecks.limit(request);
    String after = PageToken.read(request.getPaginationToken());
    String name = Names.namespace(request.getNamespace());
    ListResponse empty = ListResponse.newBuilder().setNamespace(name).setUsage(ONE_UNIT).build();
    return read(
        name,
        call,
        empty,
        view -> page(empty, IdScan.scan(view, request.getPrefix(), after, limit + 1), limit));
  }

  private static ListResponse page(ListResponse empty, List<String> ids, int limit) {
    ListResponse.Builder answer = empty.toBuilder();
    ids.stream().limit(limit).forEach(id -> answer.addVectors(ListItem.newBuilder().setId(id)));
    if (ids.size() > limit) {
      answer.setPagination(PageToken.behind(ids.get(limit - 1)));
    }
    return answer.build();
  }

  /** How many records an update by filter would change. */
  Reply countMatches(Call call) throws IOException {
    UpdateRequest request = call.as(UpdateRequest.class);
    return read(
        Names.namespace(request.getNamespace()),
        call,
        UpdateResponse.getDefaultInstance(),
        view ->
            UpdateResponse.newBuilder()
                .setMatchedRecords(view.searcher().count(Queries.of(request.getFilter())))
                .build());
  }

  private Reply read(String name, Call call, Message empty, Reading reading) throws IOException {
    long newest = lastLsn.getAsLong();
    try (View view = catalog.view(name, visibility.delayNanos(call.operation()))) {
      if (isStale(name, view)) {
        visibility.shownStale(call.operation());
      }
      return view == null
          ? Reply.toRead(empty, catalog.find(name) == null ? newest : 0)
          : Reply.toRead(reading.of(view), view.lsn());
    }
  }

  /** Whether somebody who looks without delay might see something else. */
  private boolean isStale(String name, @Nullable View view) {
    if (visibility.longestNanos() == 0) {
      return false;
    }
    Namespace namespace = catalog.find(name);
    long newest = namespace == null ? 0 : namespace.appliedLsn();
    return view == null ? namespace != null : namespace == null || view.lsn() < newest;
  }
}
