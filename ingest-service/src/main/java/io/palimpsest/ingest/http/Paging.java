package io.palimpsest.ingest.http;

import io.palimpsest.ingest.digest.Sha256;
import io.palimpsest.ingest.entry.TextRules;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.UriInfo;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Cursors: opaque to callers; to us the last key, and which list it is of. */
@RequestScoped
class Paging {
  private static final int MOST = 1_000;
  private static final int MARK = 8;

  private final UriInfo uri;

  Paging(UriInfo uri) {
    this.uri = uri;
  }

  static int limit(int asked) {
    if (asked < 1 || asked > MOST) {
      throw TextRules.invalid("limit", "is 1 to " + MOST);
    }
    return asked;
  }

  /** The key after which the page begins. */
  String after(@Nullable String cursor) {
    if (cursor == null || cursor.isEmpty()) {
      return "";
    }
    String marked = decoded(cursor);
    if (!marked.startsWith(mark())) {
      throw notOfThisList();
    }
    return marked.substring(MARK);
  }

  /** The cursor of the page after a key of this list. */
  String cursor(String key) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString((mark() + key).getBytes(StandardCharsets.UTF_8));
  }

  /** Lists are told apart by their path. */
  private String mark() {
    return Sha256.hex(uri.getPath()).substring(0, MARK);
  }

  private static String decoded(String cursor) {
    try {
      return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notOurs) {
      throw notOfThisList();
    }
  }

  private static RuntimeException notOfThisList() {
    return TextRules.invalid("cursor", "is one that this list answered as next_cursor");
  }
}
