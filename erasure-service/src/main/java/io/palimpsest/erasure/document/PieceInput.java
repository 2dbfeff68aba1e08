package io.palimpsest.erasure.document;

import com.mongodb.client.MongoCursor;
import java.io.InputStream;

/** The pieces of a cursor as one stream. For one thread. */
final class PieceInput extends InputStream {
  private final MongoCursor<byte[]> pieces;
  private byte[] piece = new byte[0];
  private int at;

  PieceInput(MongoCursor<byte[]> pieces) {
    this.pieces = pieces;
  }

  @Override
  public int read() {
    return more() ? piece[at++] & 0xff : -1;
  }

  @Override
  public int read(byte[] target, int from, int length) {
    if (length == 0) {
      return 0;
    }
    if (!more()) {
      return -1;
    }
    int count = Math.min(length, piece.length - at);
    System.arraycopy(piece, at, target, from, count);
    at += count;
    return count;
  }

  private boolean more() {
    while (at == piece.length && pieces.hasNext()) {
      piece = pieces.next();
      at = 0;
    }
    return at < piece.length;
  }

  @Override
  public void close() {
    pieces.close();
  }
}
