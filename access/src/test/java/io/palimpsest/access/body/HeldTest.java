package io.palimpsest.access.body;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HeldTest {
  private final Held held = new Held(100);

  @Test
  void oneCallerHasHalfAndTheOthersTheRest() {
    BodyRoom first = held.open("a");
    BodyRoom second = held.open("a");
    BodyRoom other = held.open("b");

    assertThat(first.resize(40)).isTrue();
    assertThat(second.resize(11)).isFalse();
    assertThat(second.resize(10)).isTrue();
    assertThat(other.resize(50)).isTrue();
    assertThat(held.open("c").resize(1)).isFalse();
    assertThat(held.bytes()).isEqualTo(100);
  }

  @Test
  void whatIsGivenBackIsThereForTheNextAndWhatIsClosedTakesNothing() {
    BodyRoom room = held.open("a");
    room.resize(50);
    room.resize(20);
    assertThat(held.open("a").resize(30)).isTrue();

    room.close();
    room.close();

    assertThat(room.resize(1)).isFalse();
    assertThat(held.bytes()).isEqualTo(30);
  }
}
