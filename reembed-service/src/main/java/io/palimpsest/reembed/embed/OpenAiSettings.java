package io.palimpsest.reembed.embed;

import java.net.URI;
import java.time.Duration;

/**
 * A model behind OpenAI's protocol.
 *
 * @param url base address, up to and including the version, such as {@code https://.../v1}
 * @param apiKey key; blank for servers that want none
 * @param model the model, its dimension and the most tokens that it reads
 * @param timeout longest time of a call
 */
public record OpenAiSettings(URI url, String apiKey, ModelInfo model, Duration timeout) {
  /** Refuses settings that cannot work. */
  public OpenAiSettings {
    if (model.name().isBlank() || model.dimension() < 1) {
      throw new IllegalArgumentException("a model has a name and a dimension");
    }
  }

  /** Never shows the key. */
  @Override
  public String toString() {
    return "OpenAiSettings[" + url + ", " + model + "]";
  }
}
