package io.palimpsest.erasure.saga;

import io.palimpsest.erasure.demand.Keys;
import io.palimpsest.sealing.DataKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Keys in memory. */
final class MemoryKeys implements Keys {
  private final Map<String, DataKey> keys = new ConcurrentHashMap<>();

  @Override
  public DataKey make(String name) {
    return keys.computeIfAbsent(name, first -> DataKey.generate());
  }

  @Override
  public Optional<DataKey> find(String name) {
    return Optional.ofNullable(keys.get(name));
  }

  @Override
  public void destroy(String name) {
    keys.remove(name);
  }

  @Override
  public List<String> names(String prefix) {
    return keys.keySet().stream().filter(name -> name.startsWith(prefix)).toList();
  }
}
