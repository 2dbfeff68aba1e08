package io.palimpsest.erasure.export;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Counts and digests lines on their way. Closing it leaves what is behind it open. */
final class CheckedLines extends FilterOutputStream {
  private final MessageDigest digest = sha256();
  private long lines;
  private long bytes;

  CheckedLines(OutputStream out) {
    super(out);
  }

  Manifest.Entry entry(String name) {
    return new Manifest.Entry(name, lines, bytes, HexFormat.of().formatHex(digest.digest()));
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] source, int from, int length) throws IOException {
    digest.update(source, from, length);
    bytes += length;
    for (int at = from; at < from + length; at++) {
      lines += source[at] == '\n' ? 1 : 0;
    }
    out.write(source, from, length);
  }

  @Override
  public void close() throws IOException {
    flush();
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
