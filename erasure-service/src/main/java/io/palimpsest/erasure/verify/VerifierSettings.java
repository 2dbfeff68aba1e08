package io.palimpsest.erasure.verify;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** How the vector store is verified. */
@ConfigMapping(prefix = "palimpsest.erasure.verifier")
public interface VerifierSettings {
  /** Host of the index, with a port where it is not 443. */
  String host();

  /** Key that may only read. */
  String apiKey();

  /** Key that may write; used for the control vector alone. */
  Optional<String> controlApiKey();

  /** Name of the index at home as the ledger has it. */
  @WithDefault("main")
  String homeTarget();

  /** What stands before the names of namespaces in the store; not set: nothing. */
  Optional<String> namespacePrefix();

  /** Whether the connection is encrypted; not set: unless the host is this machine. */
  Optional<Boolean> tls();

  /** Further indexes that hold vectors of scopes, by name; one without a host is none. */
  Map<String, Further> index();

  /** Namespace of the control vector, in every index. */
  @WithDefault("palimpsest-control")
  String controlNamespace();

  /** How late the store may show a write or a delete: the pause between the two readings. */
  @WithDefault("500ms")
  Duration visibility();

  /** Longest time of one reading of all namespaces of an index. */
  @WithDefault("60s")
  Duration deadline();

  /** Namespaces of an index that are read at one time. */
  @WithDefault("16")
  int parallel();

  /** Whether to encrypt. */
  default boolean encrypted() {
    return IndexSide.encrypted(host(), tls());
  }

  /** An index beside the first, with credentials of its own. */
  interface Further {
    /** Host of the index. */
    Optional<String> host();

    /** Key that may only read it. */
    Optional<String> apiKey();

    /** Key that may write it; used for the control vector alone. */
    Optional<String> controlApiKey();

    /** What stands before the names of its namespaces; not set: nothing. */
    Optional<String> namespacePrefix();

    /** Whether the connection is encrypted; not set: unless the host is this machine. */
    Optional<Boolean> tls();
  }
}
