package io.palimpsest.ingest.write;

import io.palimpsest.fencing.Admission;
import io.palimpsest.fencing.Ticker;
import io.palimpsest.fencing.Work;
import io.palimpsest.ingest.entry.Entry;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The time in which an instance may begin to announce what it wrote. It ends so long before the
 * lease of the pending announcement that whatever is admitted in it has landed by then: nobody else
 * has begun to write or announce the next revision.
 */
public final class SendWindow {
  private static final Duration PAUSE = Duration.ofMillis(20);

  private final Function<Collection<UUID>, Admission> gate;
  private final Duration length;
  private final Ticker ticker;

  /**
   * @param gate admits the sending
   * @param length how long after its turn began an instance may be admitted
   * @param ticker this process's own clock
   */
  public SendWindow(Function<Collection<UUID>, Admission> gate, Duration length, Ticker ticker) {
    this.gate = gate;
    this.length = length;
    this.ticker = ticker;
  }

  /**
   * A turn of this instance.
   *
   * @param began reading of this process's clock, before the documents were read
   */
  public record Turn(long began) {}

  /**
   * What may be sent.
   *
   * @param entries those of no fenced scope
   * @param work admits them; null when nothing may be sent
   * @param <S> type of the state
   */
  record Opening<S>(List<Entry<S>> entries, @Nullable Work work) {}

  /** Begins a turn now. */
  public Turn begin() {
    return new Turn(ticker.nanos());
  }

  /** Waits for an admission while the turn lasts; entries of fenced scopes are left out. */
  <S> Opening<S> open(List<Entry<S>> entries, Turn turn) {
    List<Entry<S>> open = entries;
    while (!open.isEmpty() && ticker.nanos() - turn.began() < length.toNanos()) {
      switch (gate.apply(uids(open))) {
        case Admission.Admitted admitted -> {
          return new Opening<>(open, admitted.work());
        }
        case Admission.Refused fenced -> open = without(open, fenced.fencedUid());
        case Admission.Unleased notNow -> LockSupport.parkNanos(PAUSE.toNanos());
      }
    }
    return new Opening<>(List.of(), null);
  }

  private static <S> List<Entry<S>> without(List<Entry<S>> entries, UUID fenced) {
    return entries.stream().filter(entry -> !entry.head().path().uids().contains(fenced)).toList();
  }

  private static <S> Set<UUID> uids(List<Entry<S>> entries) {
    Set<UUID> uids = new LinkedHashSet<>();
    entries.forEach(entry -> uids.addAll(entry.head().path().uids()));
    return uids;
  }
}
