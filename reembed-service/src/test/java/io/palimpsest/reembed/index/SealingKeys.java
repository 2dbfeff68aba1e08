package io.palimpsest.reembed.index;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.palimpsest.sealing.DataKey;
import io.palimpsest.sealing.KeyAnswer;
import io.palimpsest.sealing.KeySource;
import io.palimpsest.sealing.KeysUnavailableException;
import io.palimpsest.sealing.SystemKeys;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The owner of the keys, as a test wants it to be. */
final class SealingKeys implements KeySource, SystemKeys {
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
  public Optional<KeyAnswer.Present> named(String name, Instant until) {
    refuseWhileDown();
    UUID uid = UUID.nameUUIDFromBytes(name.getBytes(UTF_8));
    return Optional.of(
        (KeyAnswer.Present)
            answers.computeIfAbsent(
                uid, made -> new KeyAnswer.Present(DataKey.generate(), List.of(made))));
  }

  @Override
  public Map<UUID, KeyAnswer> find(Collection<UUID> uids) {
    refuseWhileDown();
    Map<UUID, KeyAnswer> found = new HashMap<>();
    uids.forEach(uid -> found.put(uid, answers.getOrDefault(uid, new KeyAnswer.Unknown())));
    return found;
  }

  private void refuseWhileDown() {
    if (down) {
      refusals.incrementAndGet();
      throw new KeysUnavailableException("down", null);
    }
  }
}
