package io.palimpsest.audit.log;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a tile or a bundle of entries is found (c2sp.org/tlog-tiles).
 *
 * @param level of a tile of hashes, {@link #ENTRIES} for a bundle
 * @param index place within its level
 * @param width hashes or entries in it: 256 when it is full
 */
public record TilePath(int level, long index, int width) {
  /** Hashes in a full tile. */
  public static final int FULL = 256;

  /** Binary logarithm of {@link #FULL}. */
  public static final int HEIGHT = 8;

  /** In place of a level: a bundle of entries. */
  public static final int ENTRIES = -1;

  private static final int GROUP = 1000;
  private static final String BUNDLES = "entries";
  private static final Pattern PATH =
      Pattern.compile(
          "tile/(?<kind>entries|[0-9]{1,2})/(?<index>(x[0-9]{3}/){0,5}[0-9]{3})"
              + "(\\.p/(?<width>[0-9]{1,3}))?");

  /** Refuses what no log has. */
  public TilePath {
    if (level < ENTRIES || level > 63 || index < 0 || width < 1 || width > FULL) {
      throw new IllegalArgumentException("no such tile");
    }
  }

  /** The tile of a level that holds a hash, in a log of a size; its width follows from both. */
  static TilePath of(int level, long index, long size) {
    long hashes = size >>> (HEIGHT * Math.max(0, level));
    return new TilePath(level, index, (int) Math.min(FULL, hashes - index * FULL));
  }

  /** The tile or bundle at a path, empty when it is not the one path of any. */
  public static Optional<TilePath> parse(String path) {
    Matcher parts = PATH.matcher(path);
    if (!parts.matches()) {
      return Optional.empty();
    }
    String kind = parts.group("kind");
    String width = parts.group("width");
    try {
      TilePath tile =
          new TilePath(
              kind.equals(BUNDLES) ? ENTRIES : Integer.parseInt(kind),
              Long.parseLong(parts.group("index").replaceAll("[x/]", "")),
              width == null ? FULL : Integer.parseInt(width));
      return Optional.of(tile).filter(one -> one.path().equals(path));
    } catch (IllegalArgumentException tooLarge) {
      return Optional.empty();
    }
  }

  /** Whether it can never change any more. */
  public boolean isFull() {
    return width == FULL;
  }

  /** The same tile, full. */
  public TilePath full() {
    return new TilePath(level, index, FULL);
  }

  /** Folder of the partial ones of this tile, which is full. */
  String partials() {
    return full().path() + ".p";
  }

  /** Relative to the log's address, such as {@code tile/0/x001/067.p/8}. */
  public String path() {
    StringBuilder path = new StringBuilder(group(index % GROUP));
    for (long rest = index / GROUP; rest > 0; rest /= GROUP) {
      path.insert(0, "x" + group(rest % GROUP) + "/");
    }
    String kind = level == ENTRIES ? BUNDLES : Integer.toString(level);
    return "tile/" + kind + "/" + path + (isFull() ? "" : ".p/" + width);
  }

  private static String group(long number) {
    String digits = Long.toString(number);
    return "0".repeat(3 - digits.length()) + digits;
  }
}
