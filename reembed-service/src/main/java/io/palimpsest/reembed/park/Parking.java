package io.palimpsest.reembed.park;

import io.palimpsest.fencing.Admission;
import io.palimpsest.fencing.Work;
import io.palimpsest.reembed.change.Origin;
import io.palimpsest.reembed.fence.Admissions;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Puts records into the lot and takes them out, each by a work of its own: what is parked is
 * content. Never waits for the lease. Calls block; thread-safe.
 */
public final class Parking {
  /** Admits what names nobody: no fence is ever on it, but every drain waits for its work. */
  private static final UUID NOBODY =
      UUID.nameUUIDFromBytes("reembed.parked".getBytes(StandardCharsets.UTF_8));

  private final ParkingLot lot;
  private final Admissions admissions;

  /**
   * @param lot keeps the records
   * @param admissions the fence
   */
  public Parking(ParkingLot lot, Admissions admissions) {
    this.lot = lot;
    this.admissions = admissions;
  }

  /** What is parked. */
  public ParkingLot lot() {
    return lot;
  }

  /**
   * Parks a record, in place of the one of the same origin.
   *
   * @return the uid for whose sake it was not parked, because it is fenced; empty when it was
   * @throws Admissions.UnleasedException when there is no lease now
   */
  public Optional<UUID> put(ParkedRecord parked) {
    return admitted(concerned(parked), work -> lot.put(parked, work));
  }

  /**
   * Takes a record out. That of a fenced scope stays: its erasure deletes it.
   *
   * @param uids scopes that hold its entity; none for what could not be read
   * @throws Admissions.UnleasedException when there is no lease now
   */
  public void drop(Origin origin, List<UUID> uids) {
    Optional<UUID> unused = admitted(orNobody(uids), work -> lot.drop(origin, work));
  }

  /**
   * Gives a record up for good, and has the log told of it. That of a fenced scope stays: its
   * erasure deletes it.
   *
   * @param told what the log is told
   * @throws Admissions.UnleasedException when there is no lease now
   */
  public void giveUp(ParkedRecord parked, ParkingLot.Told told) {
    Optional<UUID> unused =
        admitted(orNobody(parked.uids()), work -> lot.giveUp(parked.origin(), told, work));
  }

  private static List<UUID> orNobody(List<UUID> uids) {
    return uids.isEmpty() ? List.of(NOBODY) : uids;
  }

  private Optional<UUID> admitted(List<UUID> uids, Consumer<Work> request) {
    return switch (admissions.now(uids)) {
      case Admission.Admitted(Work work) -> {
        try (work) {
          request.accept(work);
        }
        yield Optional.empty();
      }
      case Admission.Refused(UUID fenced) -> Optional.of(fenced);
      case Admission.Unleased() -> throw new Admissions.UnleasedException();
    };
  }

  /** What cannot be read may still say by its key whose it is. */
  private static List<UUID> concerned(ParkedRecord parked) {
    if (!parked.uids().isEmpty()) {
      return parked.uids();
    }
    return List.of(uid(parked.key()).orElse(NOBODY));
  }

  private static Optional<UUID> uid(String key) {
    try {
      return key.isEmpty() ? Optional.empty() : Optional.of(UUID.fromString(key));
    } catch (IllegalArgumentException none) {
      return Optional.empty();
    }
  }
}
