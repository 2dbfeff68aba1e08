package io.palimpsest.audit.log;

import io.palimpsest.audit.note.Note;
import java.io.IOException;
import java.util.Optional;

/**
 * Where checkpoints are said for ever, one after the other, such as a topic. One writer: whoever
 * asked for {@link #newest} last; what another one says after that is refused.
 */
public interface Announcements {
  /** The newest one, empty when there is none. */
  Optional<Note> newest() throws IOException;

  /** Says one; durable on return. */
  void announce(Note checkpoint) throws IOException;
}
