package io.palimpsest.reembed.app;

import io.palimpsest.vectorstore.Metric;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** The index of the vector store. */
@ConfigMapping(prefix = "palimpsest.vectors")
public interface VectorsConfig {
  /** Host of the index, with a port where it is not 443. */
  @WithDefault("localhost:5080")
  String host();

  /** Name of the index, by which the control plane knows it; needed where its place is compared. */
  Optional<String> indexName();

  /** Address of the control plane, which alone says where an index is. */
  @WithDefault("https://api.pinecone.io")
  URI controlUrl();

  /** Cloud that the index has to be in, such as {@code aws}; not set: any. */
  Optional<String> cloud();

  /** Region that the index has to be in, such as {@code us-east-1}; not set: any. */
  Optional<String> region();

  /** Key to the index. */
  Optional<String> apiKey();

  /** What stands before the names of namespaces in the store; not set: nothing. */
  Optional<String> namespacePrefix();

  /** Whether the connection is encrypted; not set: unless the host is this machine. */
  Optional<Boolean> tls();

  /** Longest time of a single request, whatever the caller's deadline. */
  @WithDefault("10s")
  Duration requestTimeout();

  /** Who computes the vectors. */
  @WithDefault("vectors")
  Mode mode();

  /** Field that an index embeds which computes its vectors itself. */
  @WithDefault("chunk_text")
  String textField();

  /** Whether the index computes the vectors. */
  default boolean integrated() {
    return mode() == Mode.INTEGRATED;
  }

  /** Who computes the vectors. */
  enum Mode {
    /** This service, with its model. */
    VECTORS,
    /** The index, from its text field. */
    INTEGRATED
  }

  /** How the index compares vectors. */
  @WithDefault("cosine")
  Metric metric();
}
