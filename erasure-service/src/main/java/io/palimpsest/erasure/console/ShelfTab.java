package io.palimpsest.erasure.console;

import io.palimpsest.erasure.model.Shelf;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the worklist can show. */
public enum ShelfTab {
  UNDER_WAY("Under way", Shelf.UNDER_WAY, "What is due first comes first."),
  MINE("Waiting for me", null, "What waits for your consent, and what is yours."),
  AWAITING("Waiting for consent", Shelf.AWAITING, "What waits for anybody's consent."),
  ENDED("Ended", Shelf.ENDED, "Newest first."),
  PREVIEWS("Previews", Shelf.PREVIEWS, "Plans to be looked at, newest first. Nothing is erased.");

  private final String label;
  private final @Nullable Shelf shelf;
  private final String hint;

  ShelfTab(String label, @Nullable Shelf shelf, String hint) {
    this.label = label;
    this.shelf = shelf;
    this.hint = hint;
  }

  /** In words. */
  public String label() {
    return label;
  }

  /** What is shown, and in which order. */
  public String hint() {
    return hint;
  }

  /** The shelf; empty for what is the visitor's. */
  Optional<Shelf> shelf() {
    return Optional.ofNullable(shelf);
  }
}
