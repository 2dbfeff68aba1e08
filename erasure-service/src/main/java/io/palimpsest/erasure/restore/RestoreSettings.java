package io.palimpsest.erasure.restore;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The gate of this service's own database. */
@ConfigMapping(prefix = "palimpsest.erasure.restore")
public interface RestoreSettings {
  /** How often the database notes that it is whole. */
  @WithDefault("1m")
  Duration note();

  /**
   * How far before that note the log is compared: longer than a backup of the database takes, whose
   * parts may be of different moments.
   */
  @WithDefault("24h")
  Duration overlap();

  /** Longest time to read one topic to its end; of the log, in which nothing of it comes. */
  @WithDefault("5m")
  Duration read();

  /** How long the start waits for the gate; past it the service is up, but not ready. */
  @WithDefault("10s")
  Duration start();
}
