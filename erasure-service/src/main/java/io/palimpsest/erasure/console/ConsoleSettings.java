package io.palimpsest.erasure.console;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The console. */
@ConfigMapping(prefix = "palimpsest.erasure.console")
public interface ConsoleSettings {
  /** Whether browsers send the session by https alone; false only where there is none. */
  @WithDefault("true")
  boolean secureCookie();
}
