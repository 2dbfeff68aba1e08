package io.palimpsest.access.body;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of the bodies of requests. */
@ConfigMapping(prefix = "palimpsest.bodies")
interface BodyConfig {
  /** How long nothing may come of a body that is waited for. */
  @WithDefault("30s")
  Duration patience();

  /** Bytes a second that a body must come with on average, once the patience is used up. */
  @WithDefault("1024")
  int slowest();

  /** Share of the heap that bodies may hold together; one caller may hold half of it. */
  @WithDefault("0.25")
  double heapShare();

  /**
   * Largest body of a caller without a token, in bytes; 0: none is read, because no endpoint takes
   * one.
   */
  @WithDefault("0")
  int largestAnonymous();
}
