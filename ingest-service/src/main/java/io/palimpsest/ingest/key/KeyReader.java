package io.palimpsest.ingest.key;

import io.palimpsest.ingest.write.Gate;
import io.palimpsest.sealing.KeyAnswer;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Reads keys for the services that were told the uids by an event. */
@Singleton
public final class KeyReader {
  private final KeyRing keys;
  private final Gate gate;

  KeyReader(KeyRing keys, Gate gate) {
    this.keys = keys;
    this.gate = gate;
  }

  /** An answer for each entity: a fenced one reads as erased before its key is destroyed. */
  public Map<UUID, KeyAnswer> find(Collection<UUID> entities) {
    Map<UUID, KeyAnswer> answers = new HashMap<>();
    keys.find(entities).forEach((uid, answer) -> answers.put(uid, fenced(uid, answer)));
    return answers;
  }

  private KeyAnswer fenced(UUID uid, KeyAnswer answer) {
    List<UUID> path = answer instanceof KeyAnswer.Present present ? present.path() : List.of(uid);
    return gate.isFenced(path) ? new KeyAnswer.Erased() : answer;
  }
}
