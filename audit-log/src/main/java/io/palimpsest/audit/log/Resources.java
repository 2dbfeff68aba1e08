package io.palimpsest.audit.log;

import java.io.IOException;
import java.util.Optional;

/** The files of a log by their paths, in a folder, a bucket or behind HTTP. */
public interface Resources {
  /** Path of the newest checkpoint. */
  String CHECKPOINT = "checkpoint";

  /** The bytes at a path, empty when there are none. */
  Optional<byte[]> read(String path) throws IOException;

  /** Where a log is written. Durable on return; a reader sees all bytes or those before. */
  interface Writable extends Resources {
    /** Writes the bytes at a path, in place of what was there. */
    void write(String path, byte[] bytes) throws IOException;
  }
}
