package io.palimpsest.erasure.saga;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Who has to consent. */
@ConfigMapping(prefix = "palimpsest.erasure")
public interface ApprovalSettings {
  /** Whether an owner's request for the owner's own data needs nobody else. */
  @WithDefault("true")
  boolean ownerSuffices();
}
