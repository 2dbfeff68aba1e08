package io.palimpsest.reembed.index;

import io.palimpsest.reembed.change.Change;
import io.palimpsest.reembed.change.Lane;
import io.palimpsest.reembed.change.Origin;
import java.util.Optional;

/**
 * One change to be worked on.
 *
 * @param change what changed
 * @param lane how urgent it is
 * @param origin the record that says so, where that is known: it can be read there again
 */
public record Task(Change change, Lane lane, Optional<Origin> origin) {
  /** A task whose record is not known. */
  public Task(Change change, Lane lane) {
    this(change, lane, Optional.empty());
  }

  /** A task of a record. */
  public Task(Change change, Lane lane, Origin origin) {
    this(change, lane, Optional.of(origin));
  }
}
