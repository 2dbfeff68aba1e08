package io.palimpsest.audit.log;

import io.palimpsest.audit.note.MalformedNoteException;
import io.palimpsest.audit.tree.Frontier;
import io.palimpsest.audit.tree.Hash;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Writes the tiles and bundles of a growing log. Entries are collected by {@link #append}; {@link
 * #flush} writes what they changed, after which a checkpoint of this size may be published. What it
 * writes follows from the entries alone: writing again after a crash writes the same bytes. In
 * memory are the partial tiles and what was appended since the last flush. For one thread.
 */
public final class TiledLog {
  private final Resources.Writable resources;
  private final Frontier frontier;
  private final List<Level> levels = new ArrayList<>();
  private final List<byte[]> entries;
  private final List<TilePath> filled = new ArrayList<>();
  private long flushed;

  /** The newest tile of a level: hashes that are there, and how many of them are written. */
  private static final class Level {
    final ByteArrayOutputStream hashes = new ByteArrayOutputStream();
    long tile;

    int width() {
      return hashes.size() / Hash.LENGTH;
    }
  }

  private TiledLog(Resources.Writable resources, Frontier frontier, List<byte[]> entries) {
    this.resources = resources;
    this.frontier = frontier;
    this.entries = entries;
    this.flushed = frontier.size();
  }

  /** A log without entries. */
  public static TiledLog empty(Resources.Writable resources) {
    return new TiledLog(resources, new Frontier(), new ArrayList<>());
  }

  /**
   * Goes on with a log of a size whose tiles are there.
   *
   * @throws MalformedNoteException when the newest bundle is damaged
   * @throws IllegalStateException when a tile or the bundle is missing or too short
   */
  public static TiledLog resume(Resources.Writable resources, long size)
      throws IOException, MalformedNoteException {
    Frontier frontier = Frontier.of(size, new Tiles(resources, size));
    int partial = (int) (size % TilePath.FULL);
    TiledLog log = new TiledLog(resources, frontier, new ArrayList<>());
    if (partial > 0) {
      TilePath bundle = TilePath.of(TilePath.ENTRIES, size / TilePath.FULL, size);
      log.entries.addAll(EntryBundle.entries(log.read(bundle)).subList(0, partial));
    }
    for (int level = 0; size >>> (TilePath.HEIGHT * level) > 0; level++) {
      log.resumeLevel(level, size >>> (TilePath.HEIGHT * level), size);
    }
    return log;
  }

  /** Appends an entry of at most {@link EntryBundle#LONGEST_ENTRY} bytes. */
  public void append(byte[] entry) throws IOException {
    if (entry.length > EntryBundle.LONGEST_ENTRY) {
      throw new IllegalArgumentException("an entry is too long for a bundle");
    }
    Hash leaf = Hash.leaf(entry);
    frontier.append(leaf);
    entries.add(entry.clone());
    if (entries.size() == TilePath.FULL) {
      writeBundle();
      entries.clear();
    }
    add(0, leaf);
  }

  /** Writes the partial tiles and the partial bundle, so that a checkpoint may name this size. */
  public void flush() throws IOException {
    if (flushed == frontier.size()) {
      return;
    }
    if (!entries.isEmpty()) {
      writeBundle();
    }
    for (int level = 0; level < levels.size(); level++) {
      if (levels.get(level).width() > 0) {
        writeTile(level);
      }
    }
    flushed = frontier.size();
  }

  /**
   * Removes the partial forms of tiles that have become full. To be called when a checkpoint is
   * published that needs none of them.
   */
  public void prune() throws IOException {
    for (TilePath full : filled) {
      resources.remove(full.partials());
    }
    filled.clear();
  }

  /** Number of entries, flushed or not. */
  public long size() {
    return frontier.size();
  }

  /** Root of the tree over them. */
  public Hash root() {
    return frontier.root();
  }

  private void add(int at, Hash hash) throws IOException {
    if (at == levels.size()) {
      levels.add(new Level());
    }
    Level level = levels.get(at);
    level.hashes.writeBytes(hash.bytes());
    if (level.width() == TilePath.FULL) {
      writeTile(at);
      Hash above = root(level.hashes.toByteArray());
      level.hashes.reset();
      level.tile++;
      add(at + 1, above);
    }
  }

  private void writeBundle() throws IOException {
    long bundle = (frontier.size() - 1) / TilePath.FULL;
    TilePath path = new TilePath(TilePath.ENTRIES, bundle, entries.size());
    write(path, EntryBundle.of(entries));
  }

  private void writeTile(int at) throws IOException {
    Level level = levels.get(at);
    TilePath path = new TilePath(at, level.tile, level.width());
    write(path, level.hashes.toByteArray());
  }

  private void write(TilePath path, byte[] bytes) throws IOException {
    resources.write(path.path(), bytes);
    if (path.isFull()) {
      filled.add(path);
    }
  }

  private void resumeLevel(int at, long hashes, long size) throws IOException {
    Level level = new Level();
    levels.add(level);
    level.tile = hashes / TilePath.FULL;
    int partial = (int) (hashes % TilePath.FULL);
    if (partial > 0) {
      byte[] tile = read(TilePath.of(at, level.tile, size));
      level.hashes.writeBytes(Arrays.copyOf(tile, partial * Hash.LENGTH));
    }
  }

  /** A partial tile may have gone once the full one is there. */
  private byte[] read(TilePath path) throws IOException {
    Optional<byte[]> bytes = resources.read(path.path());
    if (bytes.isEmpty()) {
      bytes = resources.read(path.full().path());
    }
    return bytes.orElseThrow(() -> new IllegalStateException(path.path() + " is missing"));
  }

  private static Hash root(byte[] hashes) {
    Frontier tile = new Frontier();
    for (int at = 0; at < hashes.length; at += Hash.LENGTH) {
      tile.append(Hash.at(hashes, at));
    }
    return tile.root();
  }
}
