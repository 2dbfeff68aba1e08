package io.palimpsest.vectorstore;

import java.util.List;

/**
 * A page of a listing.
 *
 * @param ids may be empty before the end
 * @param next token of the page that follows; empty at the end
 */
public record IdPage(List<String> ids, String next) {
  /** Copies the list. */
  public IdPage {
    ids = List.copyOf(ids);
  }
}
