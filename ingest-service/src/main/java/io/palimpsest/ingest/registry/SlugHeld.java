package io.palimpsest.ingest.registry;

import io.palimpsest.fencing.Work;
import io.palimpsest.ingest.entry.Entry;
import io.palimpsest.ingest.entry.Refusal;
import io.palimpsest.ingest.store.Confirmation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Whether new organizations have their slugs: each is taken when its organization has been written,
 * so that no refused registration ever takes one.
 */
public final class SlugHeld implements Confirmation<Organization> {
  private final SlugBook slugs;

  /**
   * @param slugs who owns which
   */
  public SlugHeld(SlugBook slugs) {
    this.slugs = slugs;
  }

  @Override
  public Map<String, Refusal> refused(List<Entry<Organization>> entries, Work work) {
    Map<String, Refusal> refused = new HashMap<>();
    for (Entry<Organization> entry : entries) {
      Organization organization = entry.state();
      if (organization != null) {
        slugs
            .take(organization.slug(), entry.head().id(), work)
            .ifPresent(refusal -> refused.put(entry.head().key(), refusal));
      }
    }
    return refused;
  }
}
