package io.palimpsest.reembed.app;

import io.palimpsest.fencing.FenceBounds;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Bounds of fence and drain: all services of an installation use the same ones. */
@ConfigMapping(prefix = "palimpsest.fence")
public interface FenceConfig {
  /** Age of what is known of the fences up to which a writer admits work on it. */
  @WithDefault(FenceBounds.LEASE)
  Duration lease();

  /** Time after its admission in which work may send requests. */
  @WithDefault(FenceBounds.DEADLINE)
  Duration deadline();

  /** Longest time after its sending in which a store may still apply a request. */
  @WithDefault(FenceBounds.LANDING)
  Duration landing();
}
