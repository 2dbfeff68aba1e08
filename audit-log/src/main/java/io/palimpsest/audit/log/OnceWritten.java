package io.palimpsest.audit.log;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/** Files that are written once: the same bytes again change nothing, and others are refused. */
final class OnceWritten implements Resources.Writable {
  private final Resources.Writable files;

  OnceWritten(Resources.Writable files) {
    this.files = files;
  }

  @Override
  public Optional<byte[]> read(String path) throws IOException {
    return files.read(path);
  }

  @Override
  public void write(String path, byte[] bytes) throws IOException {
    Optional<byte[]> there = files.read(path);
    if (there.isEmpty()) {
      files.write(path, bytes);
    } else if (!Arrays.equals(there.get(), bytes)) {
      throw new InconsistentLogException(path + " is published with other bytes");
    }
  }

  @Override
  public void remove(String folder) throws IOException {
    files.remove(folder);
  }
}
