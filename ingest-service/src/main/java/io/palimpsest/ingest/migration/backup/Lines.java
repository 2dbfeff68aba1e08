package io.palimpsest.ingest.migration.backup;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Reads lines of bounded length, empty ones left out. For one thread. */
public final class Lines implements AutoCloseable {
  /** 20,000 values and 40 KB of metadata fit well. */
  private static final int LONGEST = 1024 * 1024;

  private static final int BUFFER = 64 * 1024;

  private final String file;
  private final InputStream bytes;
  private final byte[] buffer = new byte[BUFFER];
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private int at;
  private int end;
  private long number;

  /**
   * @param file its name, for messages
   * @param bytes closed with this reader
   */
  public Lines(String file, InputStream bytes) {
    this.file = file;
    this.bytes = bytes;
  }

  /** The next line, or null when there is none. */
  public byte @Nullable [] next() throws IOException {
    while (true) {
      byte[] found = any();
      if (found == null || found.length > 0) {
        return found;
      }
    }
  }

  /** File and number of the line that was read last. */
  public String where() {
    return file + " line " + number;
  }

  private byte @Nullable [] any() throws IOException {
    line.reset();
    while (true) {
      if (at == end) {
        at = 0;
        end = bytes.read(buffer);
        if (end < 0) {
          end = 0;
          number++;
          return line.size() == 0 ? null : line.toByteArray();
        }
      }
      int from = at;
      while (at < end && buffer[at] != '\n') {
        at++;
      }
      line.write(buffer, from, at - from);
      if (line.size() > LONGEST) {
        throw new RefusedBackupException(file, "has lines of at most 1 MiB");
      }
      if (at < end) {
        at++;
        number++;
        return line.toByteArray();
      }
    }
  }

  @Override
  public void close() throws IOException {
    bytes.close();
  }
}
