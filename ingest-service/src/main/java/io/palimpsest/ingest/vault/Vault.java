package io.palimpsest.ingest.vault;

import io.palimpsest.fencing.Work;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/** Seals what is kept and opens it again. Thread-safe; calls that come by keys block. */
public interface Vault {
  /** Holds what names no live scope: it may be anybody's. No erasure asks for it. */
  UUID SYSTEM = UUID.nameUUIDFromBytes("parked".getBytes(StandardCharsets.UTF_8));

  /**
   * Comes by the keys of owners, making those that are missing; durable on return.
   *
   * @param paths uids of the owners and of what holds them, outermost first
   * @param isNew whether an owner was made just now, so that it cannot have a key yet
   * @param work what is written is announced to it
   */
  Sealer sealer(Collection<List<UUID>> paths, Predicate<UUID> isNew, Work work);

  /** The same for owners of which some have keys. */
  default Sealer sealer(Collection<List<UUID>> paths, Work work) {
    return sealer(paths, owner -> false, work);
  }

  /**
   * The same for an owner that was made just now and is kept for a while only: its key goes by
   * itself.
   *
   * @param until when the key may go
   */
  Sealer sealer(List<UUID> path, Instant until, Work work);

  /** Comes by the keys that are there. */
  Opener opener(Collection<UUID> owners);

  /** Lets the keys of owners go that are kept no longer; nothing erases here. */
  void forget(Collection<UUID> owners, Work work);

  /** Seals for owners whose keys are at hand. */
  @FunctionalInterface
  interface Sealer {
    /**
     * Seals bytes; empty when sealing is switched off, and they are kept as they are.
     *
     * @param what what the bytes are: they open as nothing else
     */
    Optional<byte[]> seal(UUID owner, String what, byte[] plain);
  }

  /** Opens what was sealed for owners. */
  @FunctionalInterface
  interface Opener {
    /**
     * The inverse of {@link Sealer#seal}; empty when the key was destroyed.
     *
     * @throws io.palimpsest.sealing.KeysUnavailableException when there is no key, nor the mark of
     *     one: it is not in this database
     */
    Optional<byte[]> open(UUID owner, String what, byte[] sealed);
  }
}
