package io.palimpsest.ingest.http;

import io.palimpsest.ingest.entry.TextRules;
import io.palimpsest.ingest.registry.Creator;
import io.palimpsest.ingest.registry.Twin;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A creator or twin to register.
 *
 * @param displayName name for people
 * @param externalReference reference in the operator's own system
 */
@Schema(
    examples =
        """
        {"display_name": "Sainath", "external_reference": "crm-4711"}
        """)
public record NameRequest(@Nullable String displayName, @Nullable String externalReference) {
  Creator toCreator() {
    return new Creator(name(), reference());
  }

  Twin toTwin() {
    return new Twin(name(), reference());
  }

  private @Nullable String name() {
    return TextRules.optional("display_name", displayName, Texts.NAME);
  }

  private @Nullable String reference() {
    return TextRules.optional("external_reference", externalReference, Texts.NAME);
  }
}
