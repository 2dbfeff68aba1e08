package io.palimpsest.cli;

import io.palimpsest.event.ErasureReason;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a demand says beside its scope. */
final class DemandOptions {
  @Option(
      names = "--reason",
      converter = ReasonConverter.class,
      description =
          "data-subject-request, owner-request, contract-ended, retention-expired, test, other.")
  private @Nullable ErasureReason reason;

  @Option(
      names = "--received",
      converter = MomentConverter.class,
      description =
          "When the demand reached you, such as 2026-01-31: the legal clock counts from then.")
  private @Nullable Instant received;

  @Option(
      names = "--reference",
      description = "Your number of the case; it is kept when the names are gone.")
  private @Nullable String reference;

  @Option(
      names = "--personal-reference",
      description = "The reference names a person: it is forgotten with the names.")
  private boolean personal;

  @Option(names = "--export", description = "Export the data before the first delete.")
  private boolean export;

  @Option(
      names = "--suppress",
      description = "Once it is erased, only compliance lets the name come back.")
  private boolean suppress;

  Map<String, Object> json() {
    Map<String, Object> json = new HashMap<>();
    json.put("export", export);
    if (suppress) {
      json.put("suppress", true);
    }
    if (reason != null) {
      json.put("reason", reason.name());
    }
    if (received != null) {
      json.put("received_at", received.toString());
    }
    if (reference != null) {
      json.put("external_reference", reference);
      json.put("external_reference_personal", personal);
    }
    return json;
  }
}
