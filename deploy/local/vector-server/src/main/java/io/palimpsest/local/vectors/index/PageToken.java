package io.palimpsest.local.vectors.index;

import io.palimpsest.local.vectors.call.Refusal;
import io.pinecone.proto.Pagination;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** A paging token: the last name of the page before, so that pages survive writes between them. */
final class PageToken {
  private PageToken() {}

  static Pagination behind(String last) {
    byte[] bytes = last.getBytes(StandardCharsets.UTF_8);
    return Pagination.newBuilder().setNext(Base64.getUrlEncoder().encodeToString(bytes)).build();
  }

  /** The name to go on behind; null for the first page. */
  static @Nullable String read(String token) {
    if (token.isEmpty()) {
      return null;
    }
    try {
      return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw Refusal.invalid("Pagination token is not one of ours");
    }
  }

  static int limit(boolean given, int limit, int otherwise, int most) {
    if (!given) {
      return otherwise;
    }
    if (limit < 1 || limit > most) {
      throw Refusal.invalid("Limit must be between 1 and %d, but got %d".formatted(most, limit));
    }
    return limit;
  }
}
