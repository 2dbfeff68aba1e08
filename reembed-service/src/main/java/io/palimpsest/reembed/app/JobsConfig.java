package io.palimpsest.reembed.app;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long work is run. */
@ConfigMapping(prefix = "palimpsest.jobs")
public interface JobsConfig {
  /** Jobs that this instance runs at once. */
  @WithDefault("2")
  int parallel();

  /**
   * Time without a sign of life after which a runner lets go; another takes over after twice it.
   */
  @WithDefault("10s")
  Duration lease();

  /** Time between two looks for jobs that others asked for. */
  @WithDefault("1s")
  Duration look();

  /** Time between two looks at what may have drifted: the index's bound of visibility. */
  @WithDefault("5s")
  Duration secondLook();

  /** How long a job that is done or cancelled can still be looked at. */
  @WithDefault("7d")
  Duration kept();

  /** Price of a million tokens of the model, for estimates and for what tenants cost. */
  @WithDefault("0")
  double pricePerMillionTokens();
}
