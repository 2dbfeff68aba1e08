package io.palimpsest.erasure.door;

import io.smallrye.config.ConfigMapping;

/** Digests of names that outlive a request's details. */
@ConfigMapping(prefix = "palimpsest.erasure.digest")
public interface DigestSettings {
  /** Secret key; without it nobody finds the requests of a tenant whose names are gone. */
  String key();
}
