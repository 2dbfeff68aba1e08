package io.palimpsest.ingest.key;

import io.palimpsest.sealing.BrokenSealException;
import io.palimpsest.sealing.DataKey;
import io.palimpsest.sealing.KeyAnswer;
import io.palimpsest.sealing.KeySource;
import io.palimpsest.sealing.KeysUnavailableException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Reads and unwraps stored keys: the master key opens those of tenants, these open the rest. */
final class StoredKeys {
  private final KeyRecords records;
  private final Master master;

  StoredKeys(KeyRecords records, Master master) {
    this.records = records;
    this.master = master;
  }

  Map<UUID, KeyAnswer> entities(Collection<UUID> uids, KeySource tenants) {
    Map<UUID, KeyRecord> found = records.find(uids);
    Set<UUID> owners = new HashSet<>();
    found.values().stream()
        .filter(key -> key.wrapped().isPresent())
        .forEach(key -> owners.add(key.tenant()));
    Map<UUID, KeyAnswer> containers = tenants.find(owners);
    Map<UUID, KeyAnswer> answers = new HashMap<>();
    for (UUID uid : uids) {
      KeyRecord key = found.get(uid);
      answers.put(uid, key == null ? new KeyAnswer.Unknown() : entity(key, containers));
    }
    return answers;
  }

  private static KeyAnswer entity(KeyRecord key, Map<UUID, KeyAnswer> containers) {
    if (key.wrapped().isEmpty()) {
      return new KeyAnswer.Erased();
    }
    if (key.isTenants()) {
      return new KeyAnswer.Unknown();
    }
    return switch (containers.get(key.tenant())) {
      case KeyAnswer.Present container ->
          present(key, container.key().unwrap(key.wrapped().get(), key.context()));
      case KeyAnswer.Erased erased -> erased;
      case KeyAnswer.Unknown unknown ->
          throw new KeysUnavailableException("the key of the tenant is missing", null);
      case null -> throw new IllegalStateException("every uid has an answer");
    };
  }

  Map<UUID, KeyAnswer> tenants(Collection<UUID> uids) {
    Map<UUID, KeyRecord> found = uids.isEmpty() ? Map.of() : records.find(uids);
    Map<UUID, KeyAnswer> answers = new HashMap<>();
    for (UUID uid : uids) {
      KeyRecord key = found.get(uid);
      answers.put(uid, key == null ? new KeyAnswer.Unknown() : tenant(key));
    }
    return answers;
  }

  private KeyAnswer tenant(KeyRecord key) {
    if (key.wrapped().isEmpty()) {
      return new KeyAnswer.Erased();
    }
    try {
      return present(key, master.unwrap(key.wrapped().get(), key.context()));
    } catch (BrokenSealException anotherMaster) {
      throw new KeysUnavailableException("the master key does not fit", anotherMaster);
    }
  }

  private static KeyAnswer present(KeyRecord record, DataKey key) {
    return new KeyAnswer.Present(key, record.path());
  }
}
