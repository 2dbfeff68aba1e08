package io.palimpsest.erasure.console;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Optional;

/** The console. */
@ConfigMapping(prefix = "palimpsest.erasure.console")
public interface ConsoleSettings {
  /** Whether browsers send the session by https alone; false only where there is none. */
  @WithDefault("true")
  boolean secureCookie();

  /** Sign-in at the issuer of the tokens; without a client people bring a token along. */
  SignIn signIn();

  /** The console as a client of the issuer. */
  interface SignIn {
    /** Its id there. */
    Optional<String> client();

    /** Its secret; none of a public client. */
    Optional<String> secret();

    /**
     * Seals what a browser keeps while somebody signs in: 32 characters at least, the same in all
     * instances. Without it that is sealed with the client's secret, or with one that this instance
     * makes up.
     */
    Optional<String> stateSecret();

    /** Scopes to ask for beside {@code openid}. */
    Optional<List<String>> scopes();
  }
}
