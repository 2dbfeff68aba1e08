package io.palimpsest.audit.log;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A log in memory. */
final class Memory implements Resources.Writable {
  final Map<String, byte[]> files = new HashMap<>();

  @Override
  public Optional<byte[]> read(String path) {
    return Optional.ofNullable(files.get(path));
  }

  @Override
  public void write(String path, byte[] bytes) {
    files.put(path, bytes);
  }

  @Override
  public void remove(String folder) {
    files.keySet().removeIf(path -> path.startsWith(folder + "/"));
  }

  long paths(String prefix) {
    return files.keySet().stream().filter(path -> path.startsWith(prefix)).count();
  }
}
