package io.palimpsest.local.vectors.filter;

import com.google.common.hash.Hashing;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.NumericUtils;

/**
 * Terms of the metadata field: key, a zero byte, a letter for the type, the value. Numbers are
 * encoded so that bytes sort as the numbers do; long strings are represented by their hash, since
 * strings are only ever compared for equality.
 */
final class Terms {
  private static final int LONGEST_PLAIN = 64;
  private static final int LONGEST_KEY = 512;
  private static final char EXISTS = 'e';
  private static final char TEXT = 's';
  private static final char HASHED_TEXT = 'h';
  private static final char NUMBER = 'n';
  private static final char FLAG = 'b';

  private Terms() {}

  static BytesRef exists(String key) {
    return term(key, EXISTS, new byte[0]);
  }

  static BytesRef of(String key, Scalar scalar) {
    return switch (scalar) {
      case Scalar.Text text -> text(key, text.value().getBytes(StandardCharsets.UTF_8));
      case Scalar.Number number -> number(key, number.value());
      case Scalar.Flag flag -> term(key, FLAG, new byte[] {(byte) (flag.value() ? 1 : 0)});
    };
  }

  static BytesRef number(String key, double value) {
    byte[] sortable = new byte[Long.BYTES];
    NumericUtils.longToSortableBytes(NumericUtils.doubleToSortableLong(value), sortable, 0);
    return term(key, NUMBER, sortable);
  }

  private static BytesRef text(String key, byte[] value) {
    return value.length <= LONGEST_PLAIN
        ? term(key, TEXT, value)
        : term(key, HASHED_TEXT, Hashing.sha256().hashBytes(value).asBytes());
  }

  /** Lucene takes terms of 32 KB at most, and a key may be longer. */
  private static byte[] name(String key) {
    byte[] plain = key.getBytes(StandardCharsets.UTF_8);
    return plain.length <= LONGEST_KEY
        ? plain
        : Hashing.sha256().hashBytes(plain).toString().getBytes(StandardCharsets.UTF_8);
  }

  private static BytesRef term(String key, char type, byte[] value) {
    byte[] name = name(key);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(name.length + 2 + value.length);
    bytes.writeBytes(name);
    bytes.write(0);
    bytes.write(type);
    bytes.writeBytes(value);
    return new BytesRef(bytes.toByteArray());
  }
}
