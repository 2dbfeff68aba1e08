package io.palimpsest.access;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Settings of the doors. */
@ConfigMapping(prefix = "palimpsest.access")
public interface AccessConfig {
  /**
   * Public key, as PEM or on one line, whose tokens count; the same for HTTP and for records.
   * Needed where no issuer is set.
   */
  Optional<String> publicKey();

  /** Audience that a token must name; needed with an issuer, otherwise not set: any. */
  Optional<String> audience();

  /** The one signature algorithm that counts: RS, PS or ES with 256, 384 or 512. */
  @WithDefault("RS256")
  String algorithm();

  /** By how much the clocks of the issuer, the brokers and this process may differ. */
  @WithDefault("0S")
  Duration clockSkew();

  /** Who issues tokens, where that is not the one public key. */
  Issuer issuer();

  /** Names of the claims, each a name or a path such as {@code realm_access/roles}. */
  Names claims();

  /** Secret under which tenants are digested in the access log; at least 16 characters. */
  String digestKey();

  /** An OpenID Connect issuer. */
  interface Issuer {
    /** Its address, as its tokens name it; its keys are found from there by discovery. */
    Optional<URI> url();

    /** How often its keys are asked for; so soon does a revoked key count no more. */
    @WithDefault("5M")
    Duration refresh();

    /** Shortest time between two questions, however many tokens name unknown keys. */
    @WithDefault("2S")
    Duration pause();

    /** Bound of one question. */
    @WithDefault("3S")
    Duration timeout();

    /** How long a withdrawn key is known, for records from before that are read late. */
    @WithDefault("30D")
    Duration remember();

    /** Where its keys are kept over a restart; not set: in memory alone. */
    Optional<Path> keysFile();
  }

  /** Names of claims. */
  interface Names {
    /** List of roles. */
    @WithDefault("roles")
    String roles();

    /** The creator that the token speaks for. */
    @WithDefault("creator_id")
    String creator();

    /** List of the organizations that the token speaks for. */
    @WithDefault("org_ids")
    String organizations();
  }
}
