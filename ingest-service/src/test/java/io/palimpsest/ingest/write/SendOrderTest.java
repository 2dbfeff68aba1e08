package io.palimpsest.ingest.write;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SendOrderTest {
  private final SendOrder order = new SendOrder();
  private final List<Long> sent = new ArrayList<>();

  @Test
  void aThreadThatWasOvertakenLetsItsOlderRevisionGo() {
    try (SendOrder.Ticket slow = order.enter(List.of("k"));
        SendOrder.Ticket fast = order.enter(List.of("k"))) {
      assertThat(fast.send("k", 2, () -> sent.add(2L))).isTrue();
      assertThat(slow.send("k", 1, () -> sent.add(1L))).isFalse();
    }
    assertThat(sent).containsExactly(2L);
  }

  @Test
  void theNewestRevisionIsRememberedWhileAnyTicketIsOut() {
    SendOrder.Ticket slow = order.enter(List.of("k"));
    try (SendOrder.Ticket fast = order.enter(List.of("k", "other"))) {
      fast.send("k", 2, () -> sent.add(2L));
    }

    assertThat(slow.send("k", 1, () -> sent.add(1L))).isFalse();
    slow.close();

    assertThat(order.size()).isZero();
  }

  @Test
  void differentKeysDoNotHinderEachOther() {
    try (SendOrder.Ticket ticket = order.enter(List.of("a", "b"))) {
      assertThat(ticket.send("a", 5, () -> sent.add(5L))).isTrue();
      assertThat(ticket.send("b", 1, () -> sent.add(1L))).isTrue();
    }
    assertThat(sent).containsExactly(5L, 1L);
  }
}
