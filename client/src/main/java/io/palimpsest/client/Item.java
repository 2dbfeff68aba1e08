package io.palimpsest.client;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A portfolio item to submit.
 *
 * @param profileId profile that the item belongs to
 * @param companyName company or client; required
 * @param deliverables what was delivered
 * @param skills skills that were used
 * @param portfolioUrl http or https URL of the work
 * @param industry industry
 */
public record Item(
    String profileId,
    String companyName,
    List<String> deliverables,
    List<String> skills,
    @Nullable String portfolioUrl,
    @Nullable String industry) {
  /** Copies the lists. */
  public Item {
    deliverables = List.copyOf(deliverables);
    skills = List.copyOf(skills);
  }
}
