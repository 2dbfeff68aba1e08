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
 * @param trace where it came from in a trace, for what was read in its turn
 */
public record Task(Change change, Lane lane, Optional<Origin> origin, Optional<TraceStart> trace) {
  /** A task whose record is not known. */
  public Task(Change change, Lane lane) {
    this(change, lane, Optional.empty(), Optional.empty());
  }

  /** A task of a record that was read before. */
  public Task(Change change, Lane lane, Origin origin) {
    this(change, lane, Optional.of(origin), Optional.empty());
  }

  /** A task of a record that was read in its turn. */
  public Task(Change change, Lane lane, Origin origin, TraceStart trace) {
    this(change, lane, Optional.of(origin), Optional.of(trace));
  }

  /** The same task with another urgency. */
  public Task in(Lane other) {
    return new Task(change, other, origin, trace);
  }
}
