package io.palimpsest.ingest.registry;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A freelancer's profile.
 *
 * @param name display name
 * @param title what the freelancer is, such as {@code Full-Stack Developer}
 * @param bio a few words
 * @param skills skills
 * @param isActive whether it is used
 * @param source where it came from, such as {@code migration}; null for nowhere
 */
public record Profile(
    String name,
    String title,
    String bio,
    List<String> skills,
    boolean isActive,
    @Nullable String source) {
  /** Copies the list. */
  public Profile {
    skills = List.copyOf(skills);
  }
}
