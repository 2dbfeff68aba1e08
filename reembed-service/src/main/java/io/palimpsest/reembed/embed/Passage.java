package io.palimpsest.reembed.embed;

import io.palimpsest.reembed.change.Entity;
import java.util.UUID;

/**
 * A text to be embedded.
 *
 * @param entity whose text it is
 * @param text never blank
 * @param hash digest of the text
 * @param tokens its tokens as the model counts, special ones included
 */
public record Passage(Entity entity, String text, String hash, int tokens) {
  /** Blank text is never embedded. */
  public Passage {
    if (text.isBlank()) {
      throw new IllegalArgumentException("a blank text is never embedded");
    }
  }

  /** Tenant whose turn it takes. */
  public UUID tenant() {
    return entity.tenant();
  }
}
