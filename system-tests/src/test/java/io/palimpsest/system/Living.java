package io.palimpsest.system;

import io.palimpsest.client.PalimpsestClient;
import io.palimpsest.client.Source;
import io.palimpsest.client.Written;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** A creator whom nobody erases, and an application that writes to it all the while. */
final class Living implements AutoCloseable {
  private static final List<String> TWINS = List.of("coach", "guide", "scout");

  private final PalimpsestClient client;
  private final Updates updates;
  private final KnownScope scope;

  private Living(PalimpsestClient client, Updates updates, KnownScope scope) {
    this.client = client;
    this.updates = updates;
    this.scope = scope;
  }

  /** Registers one with a note in each twin, and begins to write. */
  static Living begin(Palimpsest palimpsest) throws Exception {
    String creator = Palimpsest.unique("staying");
    palimpsest.registerCreator(creator, TWINS);
    PalimpsestClient client = palimpsest.creator(creator);
    Set<UUID> uids = new HashSet<>();
    for (String twin : TWINS) {
      Written note =
          client.submitSource(creator, twin, "note", Source.text("note", Round.TEXT)).join();
      Palimpsest.searchable(client, note, Round.PATIENCE);
      uids.add(note.uid());
    }
    UUID self = palimpsest.uid("/creators/" + creator);
    uids.add(self);
    KnownScope scope = new KnownScope(creator, TWINS, "creator_uid", self, uids);
    return new Living(client, new Updates(client, creator, TWINS, "update").start(), scope);
  }

  KnownScope scope() {
    return scope;
  }

  /** Stops writing; the last update of each twin that was accepted can be found then. */
  long stopAndFindAll() throws Exception {
    updates.stop();
    for (Written last : updates.latest().values()) {
      Palimpsest.searchable(client, last, Round.PATIENCE);
    }
    return updates.accepted();
  }

  @Override
  public void close() {
    updates.stop();
    client.close();
  }
}
