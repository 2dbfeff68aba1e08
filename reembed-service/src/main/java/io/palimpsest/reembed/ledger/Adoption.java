package io.palimpsest.reembed.ledger;

import io.palimpsest.fencing.Ticker;
import io.palimpsest.fencing.Work;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a change of a source has to know of vectors that were copied in. Where nothing ever was, it
 * costs one small read a second, whatever goes through. Thread-safe.
 */
public final class Adoption {
  private static final long AGE = Duration.ofSeconds(1).toNanos();

  private record Known(Set<Location> places, long readAt) {}

  private final AdoptedVectors adopted;
  private final Ticker ticker;
  private volatile @Nullable Known known;

  Adoption(AdoptedVectors adopted, Ticker ticker) {
    this.adopted = adopted;
    this.ticker = ticker;
  }

  /** Time after {@link AdoptedVectors#expect} in which every instance knows of the place. */
  public static Duration settling() {
    return Duration.ofNanos(2 * AGE);
  }

  /** Vectors of a source that no row names, to be replaced by its first change. */
  public List<ChunkRef> of(Location place, String source) {
    return expected(place)
        ? adopted.of(source, place).stream().map(id -> new ChunkRef(id, List.of(), 0)).toList()
        : List.of();
  }

  /** Whether vectors may have been copied into the place. */
  public boolean expected(Location place) {
    return fresh().contains(place);
  }

  /** Forgets what a change has replaced. */
  public void replaced(Location place, String source, Work work) {
    adopted.forget(place, source, work);
  }

  private Set<Location> fresh() {
    Known last = known;
    long now = ticker.nanos();
    if (last == null || now - last.readAt() > AGE) {
      last = new Known(new HashSet<>(adopted.places()), now);
      known = last;
    }
    return last.places();
  }
}
