package io.palimpsest.reembed.fence;

import io.palimpsest.fencing.Admission;
import io.palimpsest.fencing.FenceBounds;
import io.palimpsest.fencing.Ticker;
import io.palimpsest.fencing.Work;
import io.palimpsest.fencing.Writer;
import io.palimpsest.reembed.change.Entity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** Asks the fence for work, and waits for the lease where there is none. */
public final class Admissions {
  private final Writer writer;
  private final FenceBounds bounds;

  /**
   * @param writer this process as a writer
   * @param bounds the installation's bounds
   */
  public Admissions(Writer writer, FenceBounds bounds) {
    this.writer = writer;
    this.bounds = bounds;
  }

  /** There is no lease: the brokers cannot be reached, or this process was silent for too long. */
  public static final class UnleasedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** As a value without a cause: asking again later is all that helps. */
    public UnleasedException() {
      super("fence.no_lease");
    }
  }

  /**
   * Work on whatever is not fenced.
   *
   * @param work to be closed by the caller, which must have something to do
   * @param admitted what it covers
   * @param fenced what is refused for ever, with the fenced uid
   */
  public record Admitted<T>(Work work, List<T> admitted, Map<T, UUID> fenced) {}

  /**
   * Sorts out what is fenced and asks for work on the rest.
   *
   * @throws UnleasedException when there is no lease for the time of a whole patience
   */
  public <T> Admitted<T> admit(Collection<T> items, Function<T, Entity> entity)
      throws InterruptedException {
    return admitBy(items, item -> entity.apply(item).uids());
  }

  /**
   * The same of what is no entity.
   *
   * @param path uids of the scopes that hold an item
   */
  public <T> Admitted<T> admitBy(Collection<T> items, Function<T, List<UUID>> path)
      throws InterruptedException {
    List<T> rest = new ArrayList<>(items);
    Map<T, UUID> fenced = new HashMap<>();
    while (!rest.isEmpty()) {
      Set<UUID> uids = new HashSet<>();
      rest.forEach(item -> uids.addAll(path.apply(item)));
      switch (admitLeased(uids)) {
        case Admission.Admitted(Work work) -> {
          return new Admitted<>(work, rest, fenced);
        }
        case Admission.Refused(UUID uid) -> {
          for (T item : List.copyOf(rest)) {
            if (path.apply(item).contains(uid)) {
              fenced.put(item, uid);
              rest.remove(item);
            }
          }
        }
        case Admission.Unleased() -> throw new UnleasedException();
      }
    }
    return new Admitted<>(NoWork.INSTANCE, rest, fenced);
  }

  /** Whether any scope on the path of the entity is known to be fenced. */
  public boolean isFenced(Entity entity) {
    return writer.isFenced(entity.uids());
  }

  /** What the fence says at once; the work is to be closed by the caller. */
  public Admission now(Collection<UUID> uids) {
    return writer.admit(uids);
  }

  private Admission admitLeased(Collection<UUID> uids) throws InterruptedException {
    Admission first = writer.admit(uids);
    if (first instanceof Admission.Unleased && writer.awaitLease(bounds.patience())) {
      return writer.admit(uids);
    }
    return first;
  }

  /** Whether any of the uids is known to be fenced. */
  public boolean anyFenced(Collection<UUID> uids) {
    return writer.isFenced(uids);
  }

  /**
   * Work on scopes as such; to be closed by the caller. Empty when one of them is fenced.
   *
   * @throws UnleasedException when there is no lease for the time of a whole patience
   */
  public Optional<Work> admitAll(Collection<UUID> uids) throws InterruptedException {
    return switch (admitLeased(uids)) {
      case Admission.Admitted(Work work) -> Optional.of(work);
      case Admission.Refused(UUID uid) -> Optional.empty();
      case Admission.Unleased() -> throw new UnleasedException();
    };
  }

  /** How long an open intent must be left alone, counted from its first reading. */
  public Duration waitForIntent() {
    return bounds.deadline().plus(bounds.landing());
  }

  /** Time after its admission in which a work may send. */
  public Duration deadline() {
    return bounds.deadline();
  }

  /** The same work, which also knows when nothing of it can take effect any more. */
  public SettlingWork settling(Work work) {
    return new SettlingWork(work, Ticker.system(), bounds.landing());
  }
}
