package io.palimpsest.erasure.participant;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Calls to requesters. Without hosts and a key there are none. */
@ConfigMapping(prefix = "palimpsest.erasure.callback")
public interface CallbackSettings {
  /** Hosts that may be called; nobody else is, so that no caller reaches into our network. */
  Optional<Set<String>> hosts();

  /** Secret under which calls are signed, shared with those who are called. */
  Optional<String> key();

  /** Whether a host may be called without encryption; for development only. */
  @WithDefault("false")
  boolean plainHttp();

  /** Longest time of one call, its answer's body included. */
  @WithDefault("3s")
  Duration timeout();

  /** Calls that may wait for one host; what comes on top is given up at once. */
  @WithDefault("500")
  int queue();
}
