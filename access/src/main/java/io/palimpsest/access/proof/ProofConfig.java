package io.palimpsest.access.proof;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/** How records prove who wrote them. */
@ConfigMapping(prefix = "palimpsest.proof")
public interface ProofConfig {
  /** Name under which this service signs. */
  Optional<String> author();

  /** Key with which it signs: Ed25519, PKCS#8, PEM. */
  Optional<Path> keyFile();

  /** Folder of the public keys that are believed, AUTHOR.pem each, several keys in a file. */
  Optional<Path> trustedKeys();

  /** Offset from which on each fence must be signed; those below count as they are. */
  @WithDefault("0")
  long fencesFrom();

  /** Offset from which on each statement about writers must be signed. */
  @WithDefault("0")
  long writersFrom();
}
