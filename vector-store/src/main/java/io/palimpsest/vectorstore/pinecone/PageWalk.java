package io.palimpsest.vectorstore.pinecone;

import io.palimpsest.vectorstore.VectorStoreException;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Walks a paged listing to its end. An empty token ends it; an empty page with a token does not;
 * tokens that turn in a circle are an error. Remembers one token only (Brent's cycle detection), so
 * memory stays bounded however long the listing is.
 */
final class PageWalk {
  private PageWalk() {}

  /**
   * One page.
   *
   * @param items what it holds
   * @param next token of the next one; empty at the end
   */
  record Page<T>(List<T> items, String next) {}

  /**
   * @param call name of the call, for the error
   * @param fetch reads the page of a token; the empty token is the first page
   * @param each takes the items of each page that has any
   */
  static <T> void walk(String call, Function<String, Page<T>> fetch, Consumer<List<T>> each) {
    String token = "";
    String remembered = "";
    long span = 1;
    long left = span;
    do {
      Page<T> page = fetch.apply(token);
      if (!page.items().isEmpty()) {
        each.accept(page.items());
      }
      token = page.next();
      if (!token.isEmpty() && token.equals(remembered)) {
        throw new VectorStoreException.Inconsistent(call + ": page tokens turn in a circle");
      }
      if (--left == 0) {
        remembered = token;
        span *= 2;
        left = span;
      }
    } while (!token.isEmpty());
  }
}
