package io.palimpsest.erasure.plan;

import io.palimpsest.erasure.model.Scope;
import io.palimpsest.event.ScopeType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The registry, as erasure needs it. */
public interface ScopeDirectory {
  /**
   * Finds a scope by its public ids.
   *
   * @return empty when the registry knows no such scope
   * @throws DirectoryUnavailableException when it cannot be asked now; try again
   */
  Optional<ResolvedScope> resolve(ScopeType type, List<String> ids);

  /**
   * Tenants that somebody may have meant by a text.
   *
   * @param text part of a name or of an external reference
   * @param limit most of each kind
   * @throws DirectoryUnavailableException when it cannot be asked now; try again
   */
  List<Candidate> candidates(String text, int limit);

  /**
   * Tenants whose external reference a deletion platform names by a hash, closed ones too.
   *
   * @param platform name of the platform
   * @param hash its own hash of the reference, in hexadecimal
   * @throws HashRefusedException when that is no hash of a platform that the registry knows
   * @throws DirectoryUnavailableException when it cannot be asked now; try again
   */
  List<Candidate> hashed(String platform, String hash);

  /**
   * A page of the items or sources under a scope.
   *
   * @param cursor as the page before gave it, null for the first
   * @throws DirectoryUnavailableException when it cannot be asked now; try again
   */
  EntityPage entities(UUID scope, @Nullable String cursor);

  /**
   * Every tenant scope under a scope that was ever admitted and whose entry is not erased: closed
   * ones and stubs too.
   *
   * @throws DirectoryUnavailableException when it cannot be asked now; try again
   */
  List<Scope> children(UUID scope);

  /**
   * Whether a scope was admitted under this uid and its entry is not erased.
   *
   * @throws DirectoryUnavailableException when it cannot be asked now; try again
   */
  boolean knows(UUID scope);

  /**
   * The same of what a vector carries: what is no uid was written by somebody else, and owns
   * nothing.
   */
  default boolean lives(String uid) {
    try {
      return knows(UUID.fromString(uid));
    } catch (IllegalArgumentException noUid) {
      return false;
    }
  }
}
