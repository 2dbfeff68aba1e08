package io.palimpsest.erasure.export;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/**
 * Cuts an attempt's bytes into pieces and writes each as work of its own that was admitted, after a
 * look whether the attempt is still open: so whatever was stopped in the middle writes one piece at
 * most once its attempt is destroyed. For one thread.
 */
final class PieceStream extends OutputStream {
  private static final int PIECE = 255 * 1024;

  private final Attempt attempt;
  private final BundleStore store;
  private final AdmittedWrites writes;
  private final byte[] buffer = new byte[PIECE];
  private int filled;
  private int number;

  PieceStream(Attempt attempt, BundleStore store, AdmittedWrites writes) {
    this.attempt = attempt;
    this.store = store;
    this.writes = writes;
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] source, int from, int length) throws IOException {
    int at = from;
    int end = from + length;
    while (at < end) {
      int count = Math.min(end - at, PIECE - filled);
      System.arraycopy(source, at, buffer, filled, count);
      filled += count;
      at += count;
      if (filled == PIECE) {
        keep();
      }
    }
  }

  /** Keeps what is not a whole piece yet. */
  @Override
  public void close() throws IOException {
    if (filled > 0) {
      keep();
    }
  }

  private void keep() throws IOException {
    byte[] piece = Arrays.copyOf(buffer, filled);
    int next = number;
    boolean kept =
        writes.write(
            attempt,
            within -> {
              boolean open = store.isOpen(attempt.id());
              if (open) {
                store.piece(attempt.id(), next, piece, within);
              }
              return open;
            });
    if (!kept) {
      throw new IOException("the export was destroyed while it was written");
    }
    filled = 0;
    number++;
  }
}
