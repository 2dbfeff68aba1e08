package io.palimpsest.erasure.watch;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The watch over legal deadlines. */
@ConfigMapping(prefix = "palimpsest.erasure.deadline")
public interface DeadlineSettings {
  /** How often to look. */
  @WithDefault("1m")
  Duration watch();

  /** How often to look how long erasures have been under way. */
  @WithDefault("10s")
  Duration underWayWatch();

  /** Requests that are looked at each time, those with the earliest deadline first. */
  @WithDefault("500")
  int page();
}
