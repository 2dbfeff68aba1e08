package io.palimpsest.erasure.export;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Exports before a deletion. */
@ConfigMapping(prefix = "palimpsest.erasure.export")
public interface ExportSettings {
  /** How long a bundle that nobody fetches is kept. */
  @WithDefault("7d")
  Duration keep();

  /** How often bundles that expired are looked for. */
  @WithDefault("10m")
  Duration watch();

  /** How long a link can be used. */
  @WithDefault("1h")
  Duration link();
}
