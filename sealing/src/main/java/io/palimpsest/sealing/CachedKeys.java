package io.palimpsest.sealing;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Holds keys in memory for a minute at most, and none of a fenced scope. Only keys that exist are
 * remembered: that there is none yet may change.
 */
public final class CachedKeys implements KeySource {
  /** Longest time that a key is held. */
  public static final Duration LONGEST = Duration.ofSeconds(60);

  private final KeySource source;
  private final Predicate<Collection<UUID>> fenced;
  private final Cache<UUID, KeyAnswer.Present> cache;

  /**
   * @param source asked for what is not held
   * @param fenced whether any of the uids on a path is fenced
   * @param most keys held at once
   * @param ticker clock of this process
   */
  public CachedKeys(
      KeySource source, Predicate<Collection<UUID>> fenced, long most, Ticker ticker) {
    this.source = source;
    this.fenced = fenced;
    this.cache =
        Caffeine.newBuilder()
            .maximumSize(most)
            .expireAfterWrite(LONGEST)
            .ticker(ticker)
            .executor(Runnable::run)
            .build();
  }

  @Override
  public Map<UUID, KeyAnswer> find(Collection<UUID> uids) {
    Map<UUID, KeyAnswer> answers = new HashMap<>();
    List<UUID> missing = new ArrayList<>();
    for (UUID uid : uids) {
      KeyAnswer.@Nullable Present held = cache.getIfPresent(uid);
      if (held == null) {
        missing.add(uid);
      } else {
        answers.put(uid, held);
      }
    }
    if (!missing.isEmpty()) {
      Map<UUID, KeyAnswer> found = source.find(missing);
      found.forEach(this::remember);
      answers.putAll(found);
    }
    return answers;
  }

  /** Forgets the keys of a scope; to be called for every fence, after it has been applied. */
  public void drop(UUID scope) {
    cache.asMap().values().removeIf(held -> held.path().contains(scope));
  }

  /** How many keys are held. */
  public long held() {
    cache.cleanUp();
    return cache.estimatedSize();
  }

  /** Holds a key, unless its scope is fenced; any other answer is not held. */
  public void remember(UUID uid, KeyAnswer answer) {
    if (answer instanceof KeyAnswer.Present present) {
      cache.put(uid, present);
      // A fence that came in between has dropped what was held then: this one came too late.
      if (fenced.test(present.path())) {
        cache.invalidate(uid);
      }
    }
  }
}
