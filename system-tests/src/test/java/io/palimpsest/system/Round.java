package io.palimpsest.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.palimpsest.client.Erasure;
import io.palimpsest.client.PalimpsestClient;
import io.palimpsest.client.Source;
import io.palimpsest.client.Written;
import io.palimpsest.local.stack.VectorFaults;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * A creator with two twins who has all or one of them erased while an application writes to it as
 * fast as it can and the store misbehaves.
 */
final class Round implements AutoCloseable {
  static final String TEXT = "The caravan mended its wheels at the third well.";

  private static final String ERASED = "coach";
  private static final String OTHER = "guide";
  static final Duration PATIENCE = Duration.ofMinutes(5);

  private final Palimpsest palimpsest;
  private final StoreTrouble trouble;
  private final boolean wholeCreator;
  private final String creator = Palimpsest.unique("leaving");
  private final PalimpsestClient application;
  private final PalimpsestClient erasures;
  private final Updates updates;
  private final List<Written> notes = new ArrayList<>();
  private KnownScope scope;
  private List<String> faults = List.of();
  private volatile UUID request;
  private volatile boolean confirmed;

  /**
   * @param erasureDoor address of the erasure service
   * @param wholeCreator whether the creator is erased, or one twin
   */
  Round(Palimpsest palimpsest, URI erasureDoor, StoreTrouble trouble, boolean wholeCreator) {
    this.palimpsest = palimpsest;
    this.trouble = trouble;
    this.wholeCreator = wholeCreator;
    this.application = palimpsest.creator(creator);
    String token = palimpsest.creatorToken(creator);
    this.erasures = PalimpsestClient.open(erasureDoor, () -> token);
    this.updates = new Updates(application, creator, List.of(ERASED), "update");
  }

  StoreTrouble trouble() {
    return trouble;
  }

  /** Both twins have a vector in the store, and the application writes. */
  void begin() throws Exception {
    palimpsest.registerCreator(creator, List.of(ERASED, OTHER));
    for (String twin : List.of(ERASED, OTHER)) {
      notes.add(application.submitSource(creator, twin, "note", Source.text("note", TEXT)).join());
    }
    for (Written note : notes) {
      Palimpsest.searchable(application, note, PATIENCE);
    }
    scope = known();
    updates.start();
    await().atMost(PATIENCE).until(() -> updates.accepted() > 0);
  }

  /** Asks for the erasure, in the middle of the trouble if that befalls writers. */
  void ask(VectorFaults store) {
    faults = trouble.inject(store, Vectors.namespace(creator, ERASED));
    if (trouble.hitsWrites()) {
      await()
          .pollInterval(Duration.ofMillis(20))
          .atMost(PATIENCE)
          .until(() -> faults.stream().allMatch(fault -> store.fired(fault) > 0));
    }
    request =
        await()
            .ignoreExceptions()
            .atMost(PATIENCE)
            .until(
                () ->
                    (wholeCreator ? erasures.deleteCreator() : erasures.deleteTwin(ERASED))
                        .join()
                        .requestId(),
                id -> id != null);
  }

  boolean asked() {
    return request != null;
  }

  boolean confirmed() {
    return confirmed;
  }

  /** Waits for the confirmation; the application goes on until it is there. */
  void end(VectorFaults store) {
    Erasure end =
        await()
            .ignoreExceptions()
            .atMost(PATIENCE)
            .until(
                () -> erasures.follow(request, Duration.ofSeconds(20)).join(), Erasure::confirmed);
    confirmed = end.confirmed();
    await().atMost(PATIENCE).until(() -> updates.refused() > 0);
    updates.stop();
    faults.forEach(fault -> assertThat(store.fired(fault)).as("%s fired", trouble).isPositive());
    assertThat(updates.accepted()).isPositive();
  }

  /** What is erased. */
  KnownScope scope() {
    return scope;
  }

  private KnownScope known() throws Exception {
    UUID twin = palimpsest.uid("/creators/" + creator + "/twins/" + ERASED);
    UUID note = notes.getFirst().uid();
    if (!wholeCreator) {
      return new KnownScope(creator, List.of(ERASED), "twin_uid", twin, Set.of(twin, note));
    }
    UUID self = palimpsest.uid("/creators/" + creator);
    UUID other = palimpsest.uid("/creators/" + creator + "/twins/" + OTHER);
    Set<UUID> all = Set.of(self, twin, other, note, notes.getLast().uid());
    return new KnownScope(creator, List.of(ERASED, OTHER), "creator_uid", self, all);
  }

  /** Whether what was not erased is as it was: the other twin, when one alone was erased. */
  boolean restIsWhole(Tally tally) throws Exception {
    boolean whole =
        wholeCreator || palimpsest.vectors().ids(Vectors.namespace(creator, OTHER)).size() == 1;
    if (!whole) {
      tally.lost("%s of %s".formatted(OTHER, creator));
    }
    return whole;
  }

  @Override
  public void close() {
    updates.stop();
    application.close();
    erasures.close();
  }
}
