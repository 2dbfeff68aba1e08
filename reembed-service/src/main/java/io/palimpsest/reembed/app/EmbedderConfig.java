package io.palimpsest.reembed.app;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** Which model embeds. Changing it makes everything due again. */
@ConfigMapping(prefix = "palimpsest.embedder")
public interface EmbedderConfig {
  /** Where the model is; an index that embeds by itself needs {@code pinecone}. */
  @WithDefault("in-process")
  Provider provider();

  /** OpenAI, or whatever speaks its protocol. */
  OpenAi openai();

  /** Pinecone's hosted models. */
  Pinecone pinecone();

  /** Longest time of one request over the network. */
  @WithDefault("10s")
  Duration timeout();

  /**
   * Time from the turn of a call to its deadline: no wait for the budget, no repetition and no
   * answer goes past it; then its records have to wait.
   */
  @WithDefault("15s")
  Duration patience();

  /** Calls of this instance per minute; not set: as many as there are. */
  OptionalInt requestsPerMinute();

  /** Tokens of this instance per minute; not set: as many as there are. */
  OptionalInt tokensPerMinute();

  /** Models that there are. */
  enum Provider {
    /** all-MiniLM-L6-v2 in this process. */
    IN_PROCESS,
    /** OpenAI's protocol. */
    OPENAI,
    /** Pinecone's inference service. */
    PINECONE
  }

  /** OpenAI, or whatever speaks its protocol. */
  interface OpenAi {
    /** Base address, with the version. */
    @WithDefault("https://api.openai.com/v1")
    URI url();

    /** Key; OpenAI wants one, other servers may not. */
    Optional<String> apiKey();

    /** Name of the model. */
    @WithDefault("text-embedding-3-large")
    String model();

    /** Length of its vectors; models of the third generation give what is asked. */
    @WithDefault("3072")
    int dimension();

    /** Most tokens that it reads of one text. */
    @WithDefault("8191")
    int maxTokens();
  }

  /** Pinecone's hosted models. */
  interface Pinecone {
    /** Address of the inference service. */
    @WithDefault("https://api.pinecone.io")
    URI url();

    /** Key to it. */
    Optional<String> apiKey();

    /** Name of the model. */
    @WithDefault("llama-text-embed-v2")
    String model();

    /** Length of its vectors. */
    @WithDefault("1024")
    int dimension();

    /** Most tokens that it reads of one text. */
    @WithDefault("2048")
    int maxTokens();
  }
}
