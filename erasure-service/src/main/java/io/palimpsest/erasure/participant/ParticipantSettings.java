package io.palimpsest.erasure.participant;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Participants beside our own: upstream applications that hold data of scopes, too. */
@ConfigMapping(prefix = "palimpsest.erasure.participants")
public interface ParticipantSettings {
  /** By name, such as {@code crm}. */
  @WithParentName
  Map<String, Upstream> upstream();

  /** One upstream application. */
  interface Upstream {
    /** Stage in which it deletes; ours are 10 to 50. */
    @WithDefault("30")
    int stage();

    /** Whether it also verifies. */
    @WithDefault("true")
    boolean verifies();

    /** How long its first attempt at a task may take, where it needs longer than ours. */
    Optional<Duration> answerTime();
  }
}
