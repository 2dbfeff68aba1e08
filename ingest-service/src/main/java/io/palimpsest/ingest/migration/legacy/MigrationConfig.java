package io.palimpsest.ingest.migration.legacy;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Migration of the systems that this product replaces. */
@ConfigMapping(prefix = "palimpsest.migration")
public interface MigrationConfig {
  /** Old document database, with its name; not set: {@link #database} beside the service's own. */
  Optional<String> sourceMongo();

  /** Name of the old database where it lies beside the service's own. */
  @WithDefault("legacy")
  String database();

  /** Namespace that the default organization's readers ask as long as no route is stored. */
  Optional<String> seedNamespace();

  /** An application's graph database; whether it answers is told before a migration. */
  Optional<URI> codeGraph();

  /** Price of a million tokens of the model that embeds, for estimates. */
  @WithDefault("0")
  double pricePerMillionTokens();

  /** How long old data are kept after a switch, at least. */
  @WithDefault("24h")
  Duration kept();

  /** How long ago both sides may have been found equal for the old data to be removed. */
  @WithDefault("1h")
  Duration validatedWithin();

  /** The service that owns the vectors. */
  Reembed reembed();

  /** Longest wait for vectors to follow documents, from the last change that was seen. */
  @WithDefault("5m")
  Duration patience();

  /** The service that owns the vectors. */
  interface Reembed {
    /** Its base address. */
    @WithDefault("http://localhost:8081")
    URI url();

    /** This service's own token. */
    Optional<String> token();
  }
}
