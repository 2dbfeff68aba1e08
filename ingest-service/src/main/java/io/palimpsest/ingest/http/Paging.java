package io.palimpsest.ingest.http;

import io.palimpsest.ingest.entry.TextRules;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Cursors: opaque to callers, the last key to us. */
final class Paging {
  private static final int MOST = 1_000;

  private Paging() {}

  static int limit(int asked) {
    if (asked < 1 || asked > MOST) {
      throw TextRules.invalid("limit", "is 1 to " + MOST);
    }
    return asked;
  }

  static String after(@Nullable String cursor) {
    if (cursor == null || cursor.isEmpty()) {
      return "";
    }
    try {
      return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notOurs) {
      throw TextRules.invalid("cursor", "is one that was answered as next_cursor");
    }
  }

  static String cursor(String key) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(key.getBytes(StandardCharsets.UTF_8));
  }
}
