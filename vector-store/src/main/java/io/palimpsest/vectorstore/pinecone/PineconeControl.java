package io.palimpsest.vectorstore.pinecone;

import io.palimpsest.fencing.Deadline;
import io.palimpsest.vectorstore.IndexPlacement;
import io.palimpsest.vectorstore.VectorStoreException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.OkHttpClient;
import org.openapitools.db_control.client.ApiClient;
import org.openapitools.db_control.client.ApiException;
import org.openapitools.db_control.client.api.ManageIndexesApi;
import org.openapitools.db_control.client.model.IndexModel;
import org.openapitools.db_control.client.model.IndexModelServerless;

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
   * Where an index is; empty for one that is not serverless.
   *
   * @throws VectorStoreException when it cannot be told
   */
  public Optional<IndexPlacement> placement(String index, Deadline deadline) {
    try {
      Call call = api.describeIndexCall(Connection.API_VERSION, index, null);
      long nanos = Math.max(1, deadline.remaining().toNanos());
      call.timeout().timeout(nanos, TimeUnit.NANOSECONDS);
      IndexModel model = api.getApiClient().<IndexModel>execute(call, IndexModel.class).getData();
      return model.getSpec().getActualInstance() instanceof IndexModelServerless serverless
          ? Optional.of(
              new IndexPlacement(
                  serverless.getServerless().getCloud(), serverless.getServerless().getRegion()))
          : Optional.empty();
    } catch (ApiException e) {
      CallHeaders headers = CallHeaders.of(e.getResponseHeaders());
      throw StatusErrors.ofHttp("describe index", e.getCode(), e.getResponseBody(), headers, e);
    } catch (RuntimeException brokenAnswer) {
      throw StatusErrors.ofHttp("describe index", 0, "", CallHeaders.of(Map.of()), brokenAnswer);
    }
  }
}
