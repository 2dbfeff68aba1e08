package io.palimpsest.erasure.saga;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How requests are worked through. */
@ConfigMapping(prefix = "palimpsest.erasure.saga")
public interface SagaSettings {
  /** Requests in work at one time; the others wait in the database, in order of due date. */
  @WithDefault("32")
  int concurrency();

  /** How long a request that a crashed instance worked on is left alone. */
  @WithDefault("3s")
  Duration lease();

  /** How long a waiting request keeps its place before another gets it. */
  @WithDefault("15s")
  Duration patience();

  /** How often due requests are looked for when nothing signals one. */
  @WithDefault("500ms")
  Duration poll();

  /**
   * How long a participant may take for its first attempt at a task; after that nothing is deleted
   * for the attempt any more, and it is asked again. The next three attempts take twice as long
   * each.
   */
  @WithDefault("30s")
  Duration answerTime();

  /** How far apart the clocks of two machines of the installation may be. */
  @WithDefault("2s")
  Duration clockSkew();

  /** How often holds are looked for whose placing was interrupted. */
  @WithDefault("10s")
  Duration holdWatch();

  /** How often is looked for what people did and the log could not be told at once. */
  @WithDefault("5s")
  Duration deedWatch();

  /** How often the demands that are done with are deleted from their topic. */
  @WithDefault("30s")
  Duration truncateDemands();

  /** First pause after a step that failed for a technical reason; doubles up to a minute. */
  @WithDefault("500ms")
  Duration pause();
}
