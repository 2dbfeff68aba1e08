package io.palimpsest.jobs;

import java.util.List;
import java.util.Optional;

/**
 * What can be asked for.
 *
 * @param all the kinds, of distinct names
 */
public record JobKinds(List<JobKind> all) {
  /** Copies the list. */
  public JobKinds {
    all = List.copyOf(all);
  }

  /** The kind with the name. */
  public Optional<JobKind> find(String name) {
    return all.stream().filter(kind -> kind.name().equals(name)).findFirst();
  }

  /** Their names. */
  public List<String> names() {
    return all.stream().map(JobKind::name).toList();
  }
}
