package io.palimpsest.sealing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CachedKeysTest {
  private static final UUID TWIN = UUID.fromString("0-0-0-0-1");
  private static final UUID SOURCE = UUID.fromString("0-0-0-0-2");
  private static final UUID OTHER = UUID.fromString("0-0-0-0-3");

  private final AtomicLong clock = new AtomicLong();
  private final Set<UUID> fences = new HashSet<>();
  private final Map<UUID, KeyAnswer> owned = new HashMap<>();
  private Runnable duringCall = () -> {};
  private int asked;
  private final CachedKeys keys =
      new CachedKeys(
          this::answer, path -> path.stream().anyMatch(fences::contains), 100, clock::get);

  private Map<UUID, KeyAnswer> answer(Collection<UUID> uids) {
    asked += uids.size();
    Map<UUID, KeyAnswer> answers = new HashMap<>();
    uids.forEach(uid -> answers.put(uid, owned.getOrDefault(uid, new KeyAnswer.Unknown())));
    duringCall.run();
    return answers;
  }

  @Test
  void aKeyIsHeldForAMinuteAndNotLonger() {
    own(SOURCE);
    keys.find(List.of(SOURCE));
    clock.addAndGet(CachedKeys.LONGEST.minusSeconds(1).toNanos());
    keys.find(List.of(SOURCE));
    assertThat(asked).isEqualTo(1);

    clock.addAndGet(Duration.ofSeconds(2).toNanos());
    assertThat(keys.held()).isZero();
    keys.find(List.of(SOURCE));
    assertThat(asked).isEqualTo(2);
  }

  @Test
  void aFenceDropsTheKeysOfItsScopeAndNoOthers() {
    own(SOURCE);
    owned.put(OTHER, new KeyAnswer.Present(DataKey.generate(), List.of(OTHER)));
    keys.find(List.of(SOURCE, OTHER));

    fence(TWIN);
    owned.put(SOURCE, new KeyAnswer.Erased());

    assertThat(keys.held()).isEqualTo(1);
    assertThat(keys.find(List.of(SOURCE)).get(SOURCE)).isEqualTo(new KeyAnswer.Erased());
  }

  @Test
  void aKeyThatWasOnItsWayWhenTheFenceCameIsNotHeld() {
    own(SOURCE);
    duringCall = () -> fence(TWIN);

    keys.find(List.of(SOURCE));

    assertThat(keys.held()).isZero();
  }

  @Test
  void thatThereIsNoKeyYetIsAskedAgain() {
    assertThat(keys.find(List.of(SOURCE)).get(SOURCE)).isEqualTo(new KeyAnswer.Unknown());
    own(SOURCE);
    assertThat(keys.find(List.of(SOURCE)).get(SOURCE)).isInstanceOf(KeyAnswer.Present.class);
  }

  @Test
  void neverMoreThanSoManyAreHeld() {
    for (int i = 10; i < 1000; i++) {
      UUID uid = new UUID(0, i);
      own(uid);
      keys.find(List.of(uid));
    }
    assertThat(keys.held()).isBetween(1L, 100L);
  }

  private void own(UUID uid) {
    owned.put(uid, new KeyAnswer.Present(DataKey.generate(), List.of(TWIN, uid)));
  }

  private void fence(UUID uid) {
    fences.add(uid);
    keys.drop(uid);
  }
}
