package io.palimpsest.reembed.index;

import io.palimpsest.sealing.DataKey;
import io.palimpsest.sealing.KeyAnswer;
import io.palimpsest.sealing.KeySource;
import io.palimpsest.sealing.KeysUnavailableException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The owner of the keys, as a test wants it to be. */
final class SealingKeys implements KeySource {
  final AtomicInteger refusals = new AtomicInteger();
  volatile boolean down;
  private final Map<UUID, KeyAnswer> answers = new ConcurrentHashMap<>();

  DataKey make(UUID entity) {
    DataKey key = DataKey.generate();
    answers.put(entity, new KeyAnswer.Present(key, List.of(entity)));
    return key;
  }

  void erase(UUID entity) {
    answers.put(entity, new KeyAnswer.Erased());
  }

  @Override
  public Map<UUID, KeyAnswer> find(Collection<UUID> uids) {
    if (down) {
      refusals.incrementAndGet();
      throw new KeysUnavailableException("down", null);
    }
    Map<UUID, KeyAnswer> found = new HashMap<>();
    uids.forEach(uid -> found.put(uid, answers.getOrDefault(uid, new KeyAnswer.Unknown())));
    return found;
  }
}
