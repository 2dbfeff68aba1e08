package io.palimpsest.audit.verify;

import io.palimpsest.audit.log.Resources;
import io.palimpsest.audit.log.TilePath;
import io.palimpsest.audit.tree.Hash;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/**
 * Stands where a log is written: what would be written is compared with what is there. So every
 * tile and bundle is verified by the code that makes them.
 */
final class TileCheck implements Resources.Writable {
  private final Resources there;
  private final Findings findings;

  TileCheck(Resources there, Findings findings) {
    this.there = there;
    this.findings = findings;
  }

  @Override
  public Optional<byte[]> read(String path) throws IOException {
    return there.read(path);
  }

  @Override
  public void write(String path, byte[] expected) throws IOException {
    TilePath tile = TilePath.parse(path).orElseThrow();
    Optional<byte[]> bytes = there.read(path);
    if (bytes.isPresent()) {
      compare(tile, path, expected, bytes.get());
    } else if (tile.isFull() || !beginsFull(tile, expected)) {
      findings.broken(path, "is missing");
    }
    for (TilePath part : there.parts(tile)) {
      part(tile, part, expected);
    }
  }

  /** A partial tile may have gone once the full one is there. */
  private boolean beginsFull(TilePath tile, byte[] expected) throws IOException {
    String path = tile.full().path();
    Optional<byte[]> bytes = there.read(path);
    bytes.ifPresent(
        whole ->
            compare(
                tile,
                path,
                expected,
                Arrays.copyOf(whole, Math.min(whole.length, expected.length))));
    return bytes.isPresent();
  }

  /** Parts of an earlier time are still the beginning of what came after. */
  private void part(TilePath tile, TilePath part, byte[] expected) throws IOException {
    byte[] bytes = there.read(part.path()).orElse(expected);
    int common = Math.min(bytes.length, expected.length);
    compare(part, part.path(), Arrays.copyOf(expected, common), Arrays.copyOf(bytes, common));
    boolean wrongLength =
        part.level() != TilePath.ENTRIES && bytes.length != part.width() * Hash.LENGTH;
    boolean tooLong = part.width() < tile.width() && bytes.length >= expected.length;
    if (wrongLength || tooLong) {
      findings.broken(part.path(), "has " + bytes.length + " bytes, not those of its width");
    }
  }

  private void compare(TilePath tile, String path, byte[] expected, byte[] bytes) {
    int at = Arrays.mismatch(expected, bytes);
    if (at < 0) {
      return;
    }
    if (tile.level() == TilePath.ENTRIES) {
      findings.broken(path, "byte " + at + " is not that of a bundle of these entries");
      return;
    }
    long hash = at / Hash.LENGTH;
    long first = (tile.index() * TilePath.FULL + hash) << (TilePath.HEIGHT * tile.level());
    long last = first + (1L << (TilePath.HEIGHT * tile.level())) - 1;
    String of = first == last ? "entry " + first : "the entries " + first + " to " + last;
    findings.broken(path, "hash " + hash + " is not that of " + of);
  }
}
