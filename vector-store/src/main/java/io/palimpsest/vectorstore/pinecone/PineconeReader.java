package io.palimpsest.vectorstore.pinecone;

import io.palimpsest.fencing.Deadline;
import io.palimpsest.vectorstore.Batches;
import io.palimpsest.vectorstore.Filter;
import io.palimpsest.vectorstore.IdPage;
import io.palimpsest.vectorstore.NamespaceReader;
import io.palimpsest.vectorstore.NamespaceSummary;
import io.palimpsest.vectorstore.QueryAnswer;
import io.palimpsest.vectorstore.StoredVector;
import io.palimpsest.vectorstore.VectorQuery;
import io.palimpsest.vectorstore.VectorStoreException.NotFound;
import io.pinecone.proto.DescribeNamespaceRequest;
import io.pinecone.proto.FetchByMetadataRequest;
import io.pinecone.proto.FetchByMetadataResponse;
import io.pinecone.proto.FetchRequest;
import io.pinecone.proto.ListRequest;
import io.pinecone.proto.ListResponse;
import io.pinecone.proto.QueryRequest;
import io.pinecone.proto.QueryResponse;
import io.pinecone.proto.Vector;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Reads of one namespace. */
class PineconeReader implements NamespaceReader {
  /** Largest page of a listing (docs.pinecone.io, list record IDs). */
  private static final int LIST_PAGE = 100;

  /** Vectors come whole: 1,000 of 3,072 values are 12 MB, below the 64 MB of the connection. */
  private static final int FETCH_PAGE = 1_000;

  private final String name;
  private final Calls calls;

  PineconeReader(String name, Calls calls) {
    this.name = name;
    this.calls = calls;
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public QueryAnswer query(VectorQuery query, Deadline deadline) {
    QueryRequest request = Messages.query(name, query);
    Answer<QueryResponse> answer =
        orAbsent(
            () -> calls.read("query", deadline, stub -> stub.query(request)),
            QueryResponse.getDefaultInstance());
    return new QueryAnswer(
        answer.value().getMatchesList().stream().map(Messages::match).toList(),
        answer.headers().maxIndexedLsn());
  }

  @Override
  public Map<String, StoredVector> fetch(Collection<String> ids, Deadline deadline) {
    Map<String, StoredVector> found = new LinkedHashMap<>();
    for (List<String> batch : Batches.ofIds(List.copyOf(ids))) {
      FetchRequest request = FetchRequest.newBuilder().setNamespace(name).addAllIds(batch).build();
      orAbsent(
              () -> calls.read("fetch", deadline, stub -> stub.fetch(request).getVectorsMap()),
              Map.<String, Vector>of())
          .value()
          .forEach((id, vector) -> found.put(id, Messages.stored(vector)));
    }
    return found;
  }

  @Override
  public void list(String prefix, Deadline deadline, Consumer<List<String>> page) {
    PageWalk.walk("list", token -> listPage(prefix, token, deadline), page);
  }

  @Override
  public IdPage page(String token, Deadline deadline) {
    PageWalk.Page<String> page = listPage("", token, deadline);
    return new IdPage(page.items(), page.next());
  }

  @Override
  public void matching(Filter filter, Deadline deadline, Consumer<List<StoredVector>> page) {
    PageWalk.walk("fetch by metadata", token -> matchingPage(filter, token, deadline), page);
  }

  @Override
  public Optional<NamespaceSummary> describe(Deadline deadline) {
    DescribeNamespaceRequest request =
        DescribeNamespaceRequest.newBuilder().setNamespace(name).build();
    try {
      return Optional.of(
          Messages.summary(
              calls
                  .read("describe namespace", deadline, stub -> stub.describeNamespace(request))
                  .value()));
    } catch (NotFound absent) {
      return Optional.empty();
    }
  }

  private PageWalk.Page<String> listPage(String prefix, String token, Deadline deadline) {
    ListRequest.Builder request = ListRequest.newBuilder().setNamespace(name).setLimit(LIST_PAGE);
    if (!prefix.isEmpty()) {
      request.setPrefix(prefix);
    }
    if (!token.isEmpty()) {
      request.setPaginationToken(token);
    }
    ListResponse page =
        orAbsent(
                () -> calls.read("list", deadline, stub -> stub.list(request.build())),
                ListResponse.getDefaultInstance())
            .value();
    return new PageWalk.Page<>(
        page.getVectorsList().stream().map(item -> item.getId()).toList(),
        page.getPagination().getNext());
  }

  private PageWalk.Page<StoredVector> matchingPage(Filter filter, String token, Deadline deadline) {
    FetchByMetadataRequest.Builder request =
        FetchByMetadataRequest.newBuilder()
            .setNamespace(name)
            .setFilter(Filters.of(filter))
            .setLimit(FETCH_PAGE);
    if (!token.isEmpty()) {
      request.setPaginationToken(token);
    }
    FetchByMetadataResponse page =
        orAbsent(
                () ->
                    calls.read(
                        "fetch by metadata",
                        deadline,
                        stub -> stub.fetchByMetadata(request.build())),
                FetchByMetadataResponse.getDefaultInstance())
            .value();
    return new PageWalk.Page<>(
        page.getVectorsMap().values().stream().map(Messages::stored).toList(),
        page.getPagination().getNext());
  }

  /** What to read where the store says that the namespace does not exist. */
  private static <T> Answer<T> orAbsent(Supplier<Answer<T>> call, T absent) {
    try {
      return call.get();
    } catch (NotFound none) {
      return new Answer<>(absent, new CallHeaders());
    }
  }
}
