package io.palimpsest.vectorstore.pinecone;

import java.net.URI;
import java.time.Duration;

/**
 * Where the inference service is and what it is asked for.
 *
 * @param url base address
 * @param apiKey key to the service
 * @param model one of the hosted models
 * @param dimension length of the vectors; 0 for what the model gives by itself
 * @param requestTimeout longest time of a request, from its first to its last byte
 */
public record InferenceSettings(
    URI url, String apiKey, String model, int dimension, Duration requestTimeout) {
  /** Refuses settings that cannot work. */
  public InferenceSettings {
    if (apiKey.isBlank() || model.isBlank()) {
      throw new IllegalArgumentException("key and model of the inference service must be given");
    }
    if (requestTimeout.isNegative() || requestTimeout.isZero()) {
      throw new IllegalArgumentException("the request timeout must be positive");
    }
  }

  /** Never shows the key. */
  @Override
  public String toString() {
    return "InferenceSettings[" + url + ", " + model + "]";
  }
}
