package io.palimpsest.reembed.change;

import io.palimpsest.tenancy.CreatorId;
import io.palimpsest.tenancy.SourceId;
import io.palimpsest.tenancy.TwinId;
import io.palimpsest.vectorstore.Ownership;
import java.util.UUID;

/** Entities for tests that need any. */
public final class SampleEntities {
  private SampleEntities() {}

  /** A source of a twin of its own. */
  public static Entity source() {
    return source("doc", UUID.randomUUID());
  }

  /** The same with this id and uid. */
  public static Entity source(String id, UUID uid) {
    return new Entity(
        new Ownership.OfSource(
            new CreatorId("a"),
            new TwinId("b"),
            new SourceId(id),
            UUID.randomUUID(),
            UUID.randomUUID(),
            uid));
  }
}
