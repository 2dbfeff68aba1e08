package io.palimpsest.ingest.migration.backup;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Counts and digests what passes. For one thread. */
final class Digesting {
  private final MessageDigest md5 = digest("MD5");
  private final MessageDigest sha256 = digest("SHA-256");
  private long count;

  /** Reads through this. */
  InputStream over(InputStream bytes, String file, long most) {
    return new FilterInputStream(bytes) {
      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
      }

      @Override
      public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = super.read(buffer, offset, length);
        if (read > 0) {
          took(buffer, offset, read);
          if (count > most) {
            throw new RefusedBackupException(file, "is no longer than its manifest says");
          }
        }
        return read;
      }

      @Override
      public long skip(long bytes) {
        throw new UnsupportedOperationException("what is digested is read whole");
      }
    };
  }

  /** Writes through this. */
  OutputStream over(OutputStream bytes) {
    return new FilterOutputStream(bytes) {
      @Override
      public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
      }

      @Override
      public void write(byte[] buffer, int offset, int length) throws IOException {
        out.write(buffer, offset, length);
        took(buffer, offset, length);
      }
    };
  }

  long count() {
    return count;
  }

  String md5() {
    return HexFormat.of().formatHex(md5.digest());
  }

  String sha256() {
    return HexFormat.of().formatHex(sha256.digest());
  }

  private void took(byte[] buffer, int offset, int length) {
    md5.update(buffer, offset, length);
    sha256.update(buffer, offset, length);
    count += length;
  }

  private static MessageDigest digest(String name) {
    try {
      return MessageDigest.getInstance(name);
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every Java platform has " + name, missing);
    }
  }
}
