package io.palimpsest.access;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** Settings of the doors. */
@ConfigMapping(prefix = "palimpsest.access")
public interface AccessConfig {
  /** Public key, as PEM or on one line, whose tokens count; the same for HTTP and for records. */
  String publicKey();

  /** Audience that a token must name; not set: any. */
  Optional<String> audience();

  /** Secret under which tenants are digested in the access log; at least 16 characters. */
  String digestKey();
}
