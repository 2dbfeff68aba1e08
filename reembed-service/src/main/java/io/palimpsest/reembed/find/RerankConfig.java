package io.palimpsest.reembed.find;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Ordering matches anew. Off as long as no key is set. */
@ConfigMapping(prefix = "palimpsest.search.rerank")
public interface RerankConfig {
  /** Which ranker; not set: Cohere when its key is set, else none. */
  Optional<Provider> provider();

  /** Matches that are handed to the ranker, where an answer wants fewer. */
  @WithDefault("50")
  int candidates();

  /** Longest time of the ranker; past it the vector order is answered. */
  @WithDefault("5s")
  Duration deadline();

  /** Cohere's ranker. */
  Service cohere();

  /** Pinecone's hosted ranker. */
  Service pinecone();

  /** Rankers that there are. */
  enum Provider {
    /** None. */
    OFF,
    /** Cohere. */
    COHERE,
    /** Hosted by Pinecone. */
    PINECONE
  }

  /** One service. */
  interface Service {
    /** Key to the service. */
    Optional<String> apiKey();

    /** Model that ranks. */
    String model();

    /** Where the service is. */
    URI url();
  }
}
