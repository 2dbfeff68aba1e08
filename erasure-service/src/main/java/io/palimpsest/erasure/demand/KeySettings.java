package io.palimpsest.erasure.demand;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;

/** Where this service's keys are. */
@ConfigMapping(prefix = "palimpsest.erasure.keys")
public interface KeySettings {
  /**
   * Database of the wrapped keys, another one than that of the requests: it is backed up apart and
   * its copies are kept for a week at most, so that none brings back a key that was destroyed.
   */
  @WithDefault("erasure_keys")
  String database();

  /** File of the master key that wraps them, a Tink keyset in JSON. */
  Path masterKeyFile();

  /** Whether a missing master key is made while there is no key yet that one wrapped. */
  @WithDefault("false")
  boolean createMasterKey();
}
