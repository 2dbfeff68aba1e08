package io.palimpsest.ingest.write;

import io.palimpsest.ingest.entry.Decisions;
import io.palimpsest.ingest.entry.Mint;
import io.palimpsest.ingest.entry.Outcome;
import io.palimpsest.ingest.store.Confirmation;
import io.palimpsest.ingest.store.EntryStore;
import io.palimpsest.ingest.store.ErasedScopes;
import io.palimpsest.ingest.store.SuppressedScopes;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;

/** Makes the writers of all kinds alike. */
public final class WriterFactory {
  private final Gate gate;
  private final ErasedScopes erased;
  private final SuppressedScopes suppressed;
  private final Decisions decisions;
  private final UUID instance;
  private final InstantSource clock;
  private final SendWindow window;
  private final Limits limits;
  private final BiConsumer<String, Outcome> observer;

  /**
   * @param gate admits writes
   * @param erased scopes that need a readmission
   * @param suppressed names that only compliance lets come back
   * @param decisions decides
   * @param instance id of this instance
   * @param clock the time of changes
   * @param window begins the turns to announce
   * @param limits how long a writer tries
   * @param observer is told the kind and outcome of every change; returns at once
   */
  public WriterFactory(
      Gate gate,
      ErasedScopes erased,
      SuppressedScopes suppressed,
      Decisions decisions,
      UUID instance,
      InstantSource clock,
      SendWindow window,
      Limits limits,
      BiConsumer<String, Outcome> observer) {
    this.gate = gate;
    this.erased = erased;
    this.suppressed = suppressed;
    this.decisions = decisions;
    this.instance = instance;
    this.clock = clock;
    this.window = window;
    this.limits = limits;
    this.observer = observer;
  }

  /**
   * A writer of one kind.
   *
   * @param confirmation looks at what has just come to be
   */
  public <S> ChangeWriter<S> writer(
      EntryStore<S> store, Announcer<S> announcer, Confirmation<S> confirmation) {
    return new ChangeWriter<>(
        store,
        new Round<>(store, erased, suppressed, decisions, this::mint, gate),
        gate,
        announcer,
        window,
        confirmation,
        () -> mint().pending(Optional.empty()),
        new Patience(limits),
        outcome -> observer.accept(store.kind().collection(), outcome));
  }

  private Mint mint() {
    return new Mint(UUID.randomUUID(), UUID.randomUUID(), instance, clock.instant());
  }
}
