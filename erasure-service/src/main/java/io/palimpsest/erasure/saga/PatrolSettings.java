package io.palimpsest.erasure.saga;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;

/** Looks at confirmed erasures. */
@ConfigMapping(prefix = "palimpsest.erasure.patrol")
public interface PatrolSettings {
  /** When everything of a confirmed erasure is verified again, counted from its end. */
  @WithDefault("1h,24h,168h,720h")
  List<Duration> visits();
}
