package io.palimpsest.erasure.audit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The audit log's sequencer. */
@ConfigMapping(prefix = "palimpsest.audit.sequencer")
public interface SequencerSettings {
  /** Whether this instance takes part; of those that do, one at a time is at work. */
  @WithDefault("true")
  boolean enabled();

  /** Name of the transaction, by which a second sequencer is fenced off. */
  @WithDefault("palimpsest-audit-sequencer")
  String transactionalId();

  /** Consumer group on the intake. */
  @WithDefault("palimpsest-audit-sequencer")
  String groupId();

  /** Longest time to read the log at the start. */
  @WithDefault("5m")
  Duration rebuild();

  /** Longest time for which the log says nothing of itself. */
  @WithDefault("5m")
  Duration heartbeat();

  /** After so many entries the numbering is kept anew: a start reads at most about as many. */
  @WithDefault("10000")
  int keepEvery();

  /**
   * For how long a silent source is kept in mind; one that speaks after that is looked up in the
   * log. Longer than patrols and residuals take, so that it hardly ever happens.
   */
  @WithDefault("120d")
  Duration remembered();
}
