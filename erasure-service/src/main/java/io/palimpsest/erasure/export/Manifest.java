package io.palimpsest.erasure.export;

import java.time.Instant;
import java.util.List;

/**
 * What is in a bundle.
 *
 * @param requestRef reference of the erasure request
 * @param createdAt when it was begun
 * @param files its files
 */
record Manifest(String requestRef, Instant createdAt, List<Entry> files) {
  Manifest {
    files = List.copyOf(files);
  }

  long records() {
    return files.stream().mapToLong(Entry::records).sum();
  }

  /**
   * One file.
   *
   * @param name its name in the zip
   * @param records lines
   * @param bytes bytes before compression
   * @param sha256 of these bytes, in hexadecimal
   */
  record Entry(String name, long records, long bytes, String sha256) {}
}
