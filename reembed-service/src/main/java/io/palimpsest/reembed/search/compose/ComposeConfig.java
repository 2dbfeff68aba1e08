package io.palimpsest.reembed.search.compose;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** The chat model that writes from matches; none as long as address and model are not set. */
@ConfigMapping(prefix = "palimpsest.answer")
public interface ComposeConfig {
  /** Address of an OpenAI-compatible service, such as {@code https://api.openai.com/v1}. */
  Optional<URI> url();

  /** Name of the model. */
  Optional<String> model();

  /** Key to the service, where it wants one. */
  Optional<String> apiKey();

  /** Longest time of one answer. */
  @WithDefault("60s")
  Duration timeout();
}
