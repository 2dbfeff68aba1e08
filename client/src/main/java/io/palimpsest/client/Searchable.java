package io.palimpsest.client;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What can be found of an entity.
 *
 * @param uid uid of the entity
 * @param revision newest revision whose vectors are all in the store
 * @param vectors how many vectors it has
 * @param searchable whether the revision that was asked for can be found
 * @param parked why the revision was set aside, machine-readable; null when it was not
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Searchable(
    UUID uid, long revision, int vectors, boolean searchable, @Nullable String parked) {
  boolean covers(long wanted) {
    return searchable && revision >= wanted;
  }

  /** Whether waiting any longer changes nothing. */
  boolean ends(long wanted) {
    return covers(wanted) || parked != null;
  }
}
