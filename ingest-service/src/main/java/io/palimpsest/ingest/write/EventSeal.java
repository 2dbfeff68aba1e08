package io.palimpsest.ingest.write;

import io.palimpsest.fencing.Work;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.apache.avro.specific.SpecificRecord;

/** Seals what events say before they go out. */
@FunctionalInterface
public interface EventSeal {
  /**
   * Comes by the keys of entities, making those that are missing; blocks.
   *
   * @param paths uids of the entities and of what holds them, outermost first
   * @param work what is written is announced to it
   * @return seals an event of one of them; throws when its key was destroyed
   */
  UnaryOperator<SpecificRecord> of(Collection<List<UUID>> paths, Work work);

  /** Leaves events as they are. */
  static EventSeal none() {
    return (paths, work) -> UnaryOperator.identity();
  }
}
