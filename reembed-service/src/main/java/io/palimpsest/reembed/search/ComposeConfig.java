package io.palimpsest.reembed.search;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Positive;
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

  /** Most characters of excerpts that the model is given; about four are a token. */
  @WithDefault("24000")
  @Positive
  int promptCharacters();

  /** Longest time of one answer. */
  @WithDefault("60s")
  Duration timeout();
}
