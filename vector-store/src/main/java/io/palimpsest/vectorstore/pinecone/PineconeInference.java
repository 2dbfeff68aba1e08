package io.palimpsest.vectorstore.pinecone;

import io.palimpsest.fencing.Deadline;
import io.palimpsest.fencing.DeadlinePassedException;
import io.palimpsest.vectorstore.Inference;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.OkHttpClient;
import org.openapitools.inference.client.ApiClient;
import org.openapitools.inference.client.ApiException;
import org.openapitools.inference.client.api.InferenceApi;
import org.openapitools.inference.client.model.EmbedRequest;
import org.openapitools.inference.client.model.EmbedRequestInputsInner;
import org.openapitools.inference.client.model.Embedding;
import org.openapitools.inference.client.model.EmbeddingsList;

/**
 * Pinecone's hosted models. The SDK's generated client is used below its {@code Inference} class,
 * because that one ignores the configured host and sets no deadline.
 */
public final class PineconeInference implements Inference {
  private final InferenceSettings settings;
  private final InferenceApi api;

  private PineconeInference(InferenceSettings settings) {
    this.settings = settings;
    OkHttpClient http =
        new OkHttpClient.Builder()
            .retryOnConnectionFailure(false)
            .readTimeout(settings.requestTimeout())
            .build();
    ApiClient client = new ApiClient(http);
    client.setBasePath(settings.url().toString().replaceAll("/+$", ""));
    client.setApiKey(settings.apiKey());
    this.api = new InferenceApi(client);
  }

  /** Opens nothing yet: a wrong address or key shows at the first call. */
  public static PineconeInference open(InferenceSettings settings) {
    return new PineconeInference(settings);
  }

  @Override
  public List<float[]> embed(List<String> texts, Purpose purpose, Deadline deadline) {
    EmbedRequest request =
        new EmbedRequest()
            .model(settings.model())
            .parameters(parameters(purpose))
            .inputs(texts.stream().map(text -> new EmbedRequestInputsInner().text(text)).toList());
    Duration bound = bound(deadline);
    try {
      return answer(request, bound).getData().stream().map(PineconeInference::values).toList();
    } catch (ApiException e) {
      CallHeaders headers = CallHeaders.of(e.getResponseHeaders());
      throw StatusErrors.ofHttp("embed", e.getCode(), e.getResponseBody(), headers, e);
    } catch (RuntimeException brokenAnswer) {
      throw StatusErrors.ofHttp("embed", 0, "", CallHeaders.of(Map.of()), brokenAnswer);
    }
  }

  private Duration bound(Deadline deadline) {
    Duration left = deadline.remaining();
    if (left.isZero()) {
      throw new DeadlinePassedException();
    }
    return left.compareTo(settings.requestTimeout()) < 0 ? left : settings.requestTimeout();
  }

  /** The generated method has no bound of its own: its call has. */
  private EmbeddingsList answer(EmbedRequest request, Duration bound) throws ApiException {
    Call call = api.embedCall(Connection.API_VERSION, request, null);
    call.timeout().timeout(bound.toNanos(), TimeUnit.NANOSECONDS);
    return api.getApiClient().<EmbeddingsList>execute(call, EmbeddingsList.class).getData();
  }

  private Map<String, Object> parameters(Purpose purpose) {
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("input_type", purpose.name().toLowerCase(Locale.ROOT));
    // Chunks are cut to fit; a text that does not is to be refused, not shortened in silence.
    parameters.put("truncate", "NONE");
    if (settings.dimension() > 0) {
      parameters.put("dimension", settings.dimension());
    }
    return parameters;
  }

  private static float[] values(Embedding embedding) {
    List<Float> values = embedding.getDenseEmbedding().getValues();
    float[] vector = new float[values.size()];
    for (int at = 0; at < vector.length; at++) {
      vector[at] = values.get(at);
    }
    return vector;
  }
}
