package io.palimpsest.erasure.broker;

import io.palimpsest.fencing.FenceBounds;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The bounds of fence and drain; the same for every service of an installation. */
@ConfigMapping(prefix = "palimpsest.fence")
public interface FenceSettings {
  /** Age up to which a writer's knowledge of the fences admits work. */
  @WithDefault(FenceBounds.LEASE)
  Duration lease();

  /** Time in which admitted work may send. */
  @WithDefault(FenceBounds.DEADLINE)
  Duration deadline();

  /** How late a store may still apply what was sent. */
  @WithDefault(FenceBounds.LANDING)
  Duration landing();
}
