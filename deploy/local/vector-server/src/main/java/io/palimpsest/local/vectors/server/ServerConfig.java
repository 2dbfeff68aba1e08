package io.palimpsest.local.vectors.server;

import io.palimpsest.local.vectors.index.Metric;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Settings of the server. The port is {@code quarkus.http.port}. */
@ConfigMapping(prefix = "palimpsest.vectors")
interface ServerConfig {
  /** Folder that holds everything; made when it is missing. */
  @WithDefault("data")
  Path dataDir();

  /** Name of the index that is served on the main port. */
  @WithDefault("palimpsest")
  String indexName();

  /** Dimension of that index, when it is made at the first start. */
  @WithDefault("384")
  int dimension();

  /** Metric of that index: cosine, dotproduct or euclidean. */
  @WithDefault("cosine")
  Metric metric();

  /**
   * API keys, each written admin:KEY or read-only:KEY. None: any key is an admin's. The API of
   * faults is there for keys written faults:KEY alone.
   */
  Optional<List<String>> keys();

  /** File with further keys, one per line, written the same way. */
  Optional<Path> keysFile();

  /** Key of the API of faults; the same as a further key faults:KEY. */
  Optional<String> faultsKey();

  /** Field that holds a record's text. When it is given, the main index embeds texts itself. */
  Optional<String> textField();

  /** Model that the main index says it embeds with. */
  @WithDefault("hash-for-tests")
  String embedModel();

  /** An OpenAI-compatible embeddings endpoint. None: words are hashed, which is for tests. */
  Optional<URI> embedderUrl();

  /** How many namespaces stay open while nobody uses them. */
  @WithDefault("64")
  int openNamespaces();

  /** After how long without use a namespace is closed. */
  @WithDefault("5m")
  Duration closeAfter();

  /** After how long a write is moved from the log to its namespace, and deleted bytes go. */
  @WithDefault("30s")
  Duration checkpointEvery();

  /** Bytes of log at which that is done earlier. */
  @WithDefault("134217728")
  long logBytes();

  /** Threads that answer calls. */
  @WithDefault("8")
  int workers();
}
