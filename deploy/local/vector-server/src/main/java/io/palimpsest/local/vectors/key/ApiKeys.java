package io.palimpsest.local.vectors.key;

import io.palimpsest.local.vectors.call.Operation;
import io.palimpsest.local.vectors.call.Reason;
import io.palimpsest.local.vectors.call.Refusal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * The keys that are known. With none configured every key counts as an admin's, but one must be
 * shown; a revoked key is refused in either case.
 */
public final class ApiKeys {
  private final Map<String, Role> roles;
  private final Set<String> revoked = ConcurrentHashMap.newKeySet();
  private final LongAdder refusals = new LongAdder();

  private ApiKeys(Map<String, Role> roles) {
    this.roles = Map.copyOf(roles);
  }

  /**
   * Reads keys written as {@code admin:KEY} or {@code read-only:KEY}.
   *
   * @throws IllegalArgumentException when one is written otherwise
   */
  public static ApiKeys parse(List<String> entries) {
    Map<String, Role> roles = new HashMap<>();
    for (String entry : entries) {
      int colon = entry.indexOf(':');
      if (colon < 0 || colon == entry.length() - 1) {
        throw new IllegalArgumentException("a key is written as admin:KEY or read-only:KEY");
      }
      roles.put(entry.substring(colon + 1), Role.of(entry.substring(0, colon)));
    }
    return new ApiKeys(roles);
  }

  /** Refuses the call unless the key allows it. */
  public void authorise(@Nullable String key, Operation operation) {
    require(key, operation.isWrite(), operation.label());
  }

  /** Refuses what only an admin may do, or what only a known key may. */
  public void require(@Nullable String key, boolean write, String what) {
    Role role = key == null || revoked.contains(key) ? null : roleOf(key);
    if (role == null) {
      refusals.increment();
      throw new Refusal(Reason.UNAUTHENTICATED, "Invalid API Key");
    }
    if (write && role == Role.READ_ONLY) {
      refusals.increment();
      throw new Refusal(Reason.FORBIDDEN, "API key does not permit " + what);
    }
  }

  public void revoke(String key) {
    revoked.add(key);
  }

  public void restoreAll() {
    revoked.clear();
  }

  /** How many keys are revoked. */
  public int revokedCount() {
    return revoked.size();
  }

  /** How many calls were refused for their key. */
  public long refusals() {
    return refusals.sum();
  }

  private @Nullable Role roleOf(String key) {
    return roles.isEmpty() ? Role.ADMIN : roles.get(key);
  }
}
