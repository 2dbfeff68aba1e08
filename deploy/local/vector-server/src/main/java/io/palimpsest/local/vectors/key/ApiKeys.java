package io.palimpsest.local.vectors.key;

import io.palimpsest.local.vectors.call.Operation;
import io.palimpsest.local.vectors.call.Reason;
import io.palimpsest.local.vectors.call.Refusal;
import java.util.HashMap;
import java.util.HashSet;
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
  private static final String FAULTS = "faults:";
  private final Map<String, Role> roles;
  private final Set<String> faultKeys;
  private final Set<String> revoked = ConcurrentHashMap.newKeySet();
  private final LongAdder refusals = new LongAdder();

  private ApiKeys(Map<String, Role> roles, Set<String> faultKeys) {
    this.roles = Map.copyOf(roles);
    this.faultKeys = Set.copyOf(faultKeys);
  }

  /**
   * Reads keys written as {@code admin:KEY} or {@code read-only:KEY}, and as {@code faults:KEY}
   * those that make the server misbehave and do nothing else.
   *
   * @throws IllegalArgumentException when one is written otherwise
   */
  public static ApiKeys parse(List<String> entries) {
    Map<String, Role> roles = new HashMap<>();
    Set<String> faultKeys = new HashSet<>();
    for (String entry : entries) {
      int colon = entry.indexOf(':');
      if (colon < 0 || colon == entry.length() - 1) {
        throw new IllegalArgumentException("a key is written as admin:KEY or read-only:KEY");
      }
      String key = entry.substring(colon + 1);
      if (entry.startsWith(FAULTS)) {
        faultKeys.add(key);
      } else {
        roles.put(key, Role.of(entry.substring(0, colon)));
      }
    }
    return new ApiKeys(roles, faultKeys);
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

  /** Refuses a call to the API of faults, which there is none of without a key for it. */
  public void requireFaults(@Nullable String key) {
    if (faultKeys.isEmpty()) {
      throw new Refusal(Reason.NOT_FOUND, "This server has no faults to be switched on");
    }
    if (key == null || !faultKeys.contains(key)) {
      refusals.increment();
      throw new Refusal(Reason.UNAUTHENTICATED, "Invalid API Key");
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
