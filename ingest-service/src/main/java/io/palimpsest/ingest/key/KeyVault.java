package io.palimpsest.ingest.key;

import io.palimpsest.fencing.Work;
import io.palimpsest.ingest.vault.Vault;
import io.palimpsest.sealing.KeyAnswer;
import io.palimpsest.sealing.KeysUnavailableException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Seals what is kept with the keys of this service. */
public final class KeyVault implements Vault {
  private static final Opener NOTHING = (owner, what, bytes) -> Optional.empty();

  private final KeyRing keys;
  private final boolean sealing;

  /**
   * @param keys the keys
   * @param sealing whether what is written from now on is sealed; what is sealed opens either way
   */
  public KeyVault(KeyRing keys, boolean sealing) {
    this.keys = keys;
    this.sealing = sealing;
  }

  @Override
  public Sealer sealer(Collection<List<UUID>> paths, Predicate<UUID> isNew, Work work) {
    return sealing && !paths.isEmpty() ? with(keys.ensure(paths, isNew, work)) : KeyVault::plain;
  }

  @Override
  public Sealer sealer(List<UUID> path, Instant until, Work work) {
    return sealing ? with(keys.make(path, until, work)) : KeyVault::plain;
  }

  @Override
  public Opener opener(Collection<UUID> owners) {
    if (owners.isEmpty()) {
      return NOTHING;
    }
    Map<UUID, KeyAnswer> found = keys.find(owners);
    return (owner, what, bytes) -> open(found.get(owner), context(owner, what), bytes);
  }

  @Override
  public void forget(Collection<UUID> owners, Work work) {
    keys.forget(owners, work);
  }

  private static Optional<byte[]> plain(UUID owner, String what, byte[] plain) {
    return Optional.empty();
  }

  private static Sealer with(Map<UUID, KeyAnswer> found) {
    return (owner, what, plain) -> {
      if (found.get(owner) instanceof KeyAnswer.Present present) {
        return Optional.of(present.key().seal(plain, context(owner, what)));
      }
      throw new IllegalStateException("the key was destroyed: nothing is kept any more");
    };
  }

  private static Optional<byte[]> open(@Nullable KeyAnswer answer, String context, byte[] sealed) {
    return switch (answer) {
      case KeyAnswer.Present present -> Optional.of(present.key().open(sealed, context));
      case KeyAnswer.Erased erased -> Optional.empty();
      case KeyAnswer.Unknown unknown ->
          throw new KeysUnavailableException("what is sealed has no key in this database", null);
      case null -> throw new IllegalStateException("every uid has an answer");
    };
  }

  private static String context(UUID owner, String what) {
    return owner + "/" + what;
  }
}
