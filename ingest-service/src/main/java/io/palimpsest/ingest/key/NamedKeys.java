package io.palimpsest.ingest.key;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.palimpsest.ingest.vault.Vault;
import io.palimpsest.ingest.write.GuardedWork;
import io.palimpsest.sealing.KeyAnswer;
import io.palimpsest.sealing.KeysUnavailableException;
import io.palimpsest.sealing.SystemKeys;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Keys below the system's own. Their uids are made of their names, and so never an entity's: nobody
 * can move an entity's key to where no erasure looks for it.
 */
public final class NamedKeys implements SystemKeys {
  private final KeyRing keys;
  private final GuardedWork guarded;
  private final boolean sealing;

  /**
   * @param keys the keys
   * @param guarded admits the making of one
   * @param sealing whether anything is to be sealed from now on
   */
  public NamedKeys(KeyRing keys, GuardedWork guarded, boolean sealing) {
    this.keys = keys;
    this.guarded = guarded;
    this.sealing = sealing;
  }

  @Override
  public Optional<KeyAnswer.Present> named(String name, Instant until) {
    if (!sealing) {
      return Optional.empty();
    }
    UUID uid = UUID.nameUUIDFromBytes(("system/" + name).getBytes(UTF_8));
    List<UUID> path = List.of(Vault.SYSTEM, uid);
    Map<UUID, KeyAnswer> made =
        guarded.run(List.of(Vault.SYSTEM), work -> keys.ensure(path, until, work));
    if (made.get(uid) instanceof KeyAnswer.Present present) {
      return Optional.of(present);
    }
    throw new KeysUnavailableException("a key of the system's was destroyed", null);
  }
}
