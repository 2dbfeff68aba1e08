package io.palimpsest.reembed.text;

/**
 * How large a text is where it is stored, as JSON in UTF-8. What has few tokens may be large all
 * the same: white space has none.
 */
final class StoredSize {
  /** Most bytes of a chunk: a vector's metadata has 40 KB, for title and caller's fields, too. */
  static final int MOST = 24 * 1024;

  private static final int SPACE = 0x20;
  private static final int ASCII = 0x80;
  private static final int TWO_BYTES = 0x800;
  private static final int ESCAPED = 6;

  private StoredSize() {}

  /** Bytes of a stretch, never fewer than it takes. */
  static int of(String text, int start, int end) {
    long bytes = 0;
    for (int at = start; at < end; at++) {
      bytes += of(text.charAt(at));
    }
    return (int) Math.min(bytes, Integer.MAX_VALUE);
  }

  private static int of(char one) {
    if (one == '\n' || one == '\t' || one == '"' || one == '\\') {
      return 2;
    }
    if (one < SPACE || Character.isSurrogate(one)) {
      return ESCAPED;
    }
    if (one < ASCII) {
      return 1;
    }
    return one < TWO_BYTES ? 2 : 3;
  }
}
