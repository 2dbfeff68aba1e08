package io.palimpsest.vectorstore.pinecone;

import io.palimpsest.fencing.Deadline;
import io.palimpsest.vectorstore.IndexPlacement;
import io.palimpsest.vectorstore.Metric;
import io.palimpsest.vectorstore.VectorStoreException;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.OkHttpClient;
import org.openapitools.db_control.client.ApiClient;
import org.openapitools.db_control.client.ApiException;
import org.openapitools.db_control.client.ApiResponse;
import org.openapitools.db_control.client.api.ManageIndexesApi;
import org.openapitools.db_control.client.model.CreateIndexRequest;
import org.openapitools.db_control.client.model.IndexModel;
import org.openapitools.db_control.client.model.IndexModelServerless;
import org.openapitools.db_control.client.model.IndexSpec;
import org.openapitools.db_control.client.model.IndexSpecServerless;
import org.openapitools.db_control.client.model.ServerlessSpec;

/**
 * What only the vendor's control plane says of an index. The SDK's generated client is used below
 * its {@code Pinecone} class, because that one sets no deadline.
 */
public final class PineconeControl {
  private final ManageIndexesApi api;

  private PineconeControl(ManageIndexesApi api) {
    this.api = api;
  }

  /**
   * Opens nothing yet: a wrong address or key shows at the first call.
   *
   * @param url address of the control plane
   * @param apiKey key to it
   */
  public static PineconeControl open(URI url, String apiKey) {
    ApiClient client =
        new ApiClient(new OkHttpClient.Builder().retryOnConnectionFailure(false).build());
    client.setBasePath(url.toString().replaceAll("/+$", ""));
    client.setApiKey(apiKey);
    return new PineconeControl(new ManageIndexesApi(client));
  }

  /**
   * The index with the name, or empty when there is none.
   *
   * @throws VectorStoreException when it cannot be told
   */
  public Optional<IndexAddress> find(String index, Deadline deadline) {
    try {
      return Optional.of(address(described(index, deadline)));
    } catch (VectorStoreException.NotFound none) {
      return Optional.empty();
    }
  }

  /**
   * Creates a serverless index for dense vectors; one of the name that exists is an error.
   *
   * @throws VectorStoreException when it was not created, or that cannot be told
   */
  public IndexAddress create(
      String index, int dimension, Metric metric, IndexPlacement placement, Deadline deadline) {
    CreateIndexRequest request =
        new CreateIndexRequest()
            .name(index)
            .dimension(dimension)
            .metric(metric.name().toLowerCase(Locale.ROOT))
            .spec(
                new IndexSpec(
                    new IndexSpecServerless()
                        .serverless(
                            new ServerlessSpec()
                                .cloud(placement.cloud())
                                .region(placement.region()))));
    return address(
        run(
            "create index",
            () -> api.createIndexCall(Connection.API_VERSION, request, null),
            deadline));
  }

  /**
   * Removes an index with all that is in it; an absent one is no error.
   *
   * @throws VectorStoreException when it was not removed, or that cannot be told
   */
  public void delete(String index, Deadline deadline) {
    try {
      run(
          "delete index",
          () -> api.deleteIndexCall(Connection.API_VERSION, index, null),
          call -> api.getApiClient().execute(call),
          deadline);
    } catch (VectorStoreException.NotFound gone) {
      // Somebody was faster, or this is the second time.
      return;
    }
  }

  /**
   * Where an index is; empty for one that is not serverless.
   *
   * @throws VectorStoreException when it cannot be told
   */
  public Optional<IndexPlacement> placement(String index, Deadline deadline) {
    return described(index, deadline).getSpec().getActualInstance()
            instanceof IndexModelServerless serverless
        ? Optional.of(
            new IndexPlacement(
                serverless.getServerless().getCloud(), serverless.getServerless().getRegion()))
        : Optional.empty();
  }

  private IndexModel described(String index, Deadline deadline) {
    return run(
        "describe index",
        () -> api.describeIndexCall(Connection.API_VERSION, index, null),
        deadline);
  }

  private static IndexAddress address(IndexModel model) {
    return new IndexAddress(
        model.getHost(),
        Objects.requireNonNullElse(model.getDimension(), 0),
        Metric.valueOf(model.getMetric().toUpperCase(Locale.ROOT)));
  }

  private IndexModel run(String name, ControlCall asked, Deadline deadline) {
    return run(
        name,
        asked,
        call -> api.getApiClient().<IndexModel>execute(call, IndexModel.class),
        deadline);
  }

  private <T> T run(String name, ControlCall asked, Execution<T> execution, Deadline deadline) {
    try {
      Call call = asked.made();
      long nanos = Math.max(1, deadline.remaining().toNanos());
      call.timeout().timeout(nanos, TimeUnit.NANOSECONDS);
      return execution.of(call).getData();
    } catch (ApiException e) {
      CallHeaders headers = CallHeaders.of(e.getResponseHeaders());
      throw StatusErrors.ofHttp(name, e.getCode(), e.getResponseBody(), headers, e);
    } catch (RuntimeException brokenAnswer) {
      throw StatusErrors.ofHttp(name, 0, "", CallHeaders.of(Map.of()), brokenAnswer);
    }
  }

  @FunctionalInterface
  private interface ControlCall {
    Call made() throws ApiException;
  }

  @FunctionalInterface
  private interface Execution<T> {
    ApiResponse<T> of(Call call) throws ApiException;
  }
}
