package io.palimpsest.audit.log;

import io.palimpsest.audit.tree.Frontier;
import io.palimpsest.audit.tree.Hash;
import io.palimpsest.audit.tree.Subtrees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The tree of a log of one size, read from its tiles. Keeps the tiles that were read last. What is
 * read is not checked here: compare the root. For one thread.
 */
public final class Tiles implements Subtrees {
  private static final int KEPT = 64;

  private final Resources resources;
  private final long size;
  private final Map<TilePath, byte[]> kept =
      new LinkedHashMap<>(KEPT, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<TilePath, byte[]> eldest) {
          return size() > KEPT;
        }
      };

  /**
   * @param resources where the tiles are
   * @param size number of entries; tiles of exactly that size are there
   */
  public Tiles(Resources resources, long size) {
    this.resources = resources;
    this.size = size;
  }

  /**
   * A tile is eight levels high: the root asked for is that of some hashes of one tile.
   *
   * @throws UncheckedIOException when the tile cannot be read
   * @throws IllegalStateException when it is missing or too short
   */
  @Override
  public Hash root(int level, long index) {
    int tileLevel = level / TilePath.HEIGHT;
    int above = level % TilePath.HEIGHT;
    long first = index << above;
    byte[] tile = tile(TilePath.of(tileLevel, first / TilePath.FULL, size));
    int from = (int) (first % TilePath.FULL);
    Frontier subtree = new Frontier();
    for (int at = from; at < from + (1 << above); at++) {
      subtree.append(Hash.at(tile, at * Hash.LENGTH));
    }
    return subtree.root();
  }

  private byte[] tile(TilePath path) {
    byte[] known = kept.get(path);
    if (known != null) {
      return known;
    }
    byte[] read = read(path);
    kept.put(path, read);
    return read;
  }

  /** A partial tile may have gone once the full one is there. */
  private byte[] read(TilePath path) {
    try {
      byte[] bytes =
          resources
              .read(path.path())
              .or(() -> readFull(path))
              .orElseThrow(() -> new IllegalStateException(path.path() + " is missing"));
      if (bytes.length < path.width() * Hash.LENGTH) {
        throw new IllegalStateException(path.path() + " is too short");
      }
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(path.path() + " cannot be read", e);
    }
  }

  private Optional<byte[]> readFull(TilePath path) {
    try {
      return path.isFull() ? Optional.empty() : resources.read(path.full().path());
    } catch (IOException e) {
      throw new UncheckedIOException(path.full().path() + " cannot be read", e);
    }
  }
}
