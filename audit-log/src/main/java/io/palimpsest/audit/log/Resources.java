package io.palimpsest.audit.log;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The files of a log by their paths, in a folder, a bucket or behind HTTP. */
public interface Resources {
  /** Path of the newest checkpoint. */
  String CHECKPOINT = "checkpoint";

  /** The bytes at a path, empty when there are none. */
  Optional<byte[]> read(String path) throws IOException;

  /**
   * Parts of a tile or bundle that are left of earlier times, where what is there can be listed;
   * empty elsewhere.
   */
  default List<TilePath> parts(TilePath tile) throws IOException {
    return List.of();
  }

  /** Where a log is written. Durable on return; a reader sees all bytes or those before. */
  interface Writable extends Resources {
    /** Writes the bytes at a path, in place of what was there. */
    void write(String path, byte[] bytes) throws IOException;

    /** Removes a folder and the files in it, if it is there; where they may stay, they do. */
    default void remove(String folder) throws IOException {}
  }
}
