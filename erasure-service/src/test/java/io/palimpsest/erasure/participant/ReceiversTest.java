package io.palimpsest.erasure.participant;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ReceiversTest {
  private final Receivers receivers = new Receivers(queueOf(2));
  private final CountDownLatch over = new CountDownLatch(1);

  @Test
  void asManyAsTheQueueHoldsWaitForOneHostAndAnotherHostIsNotConcerned() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch all = new CountDownLatch(2);
    assertThat(receivers.hand("slow", () -> hang(begun))).isTrue();
    assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
    assertThat(receivers.hand("slow", all::countDown)).isTrue();
    assertThat(receivers.hand("slow", all::countDown)).isTrue();
    assertThat(receivers.hand("slow", all::countDown)).isFalse();

    CountDownLatch other = new CountDownLatch(1);
    assertThat(receivers.hand("other", other::countDown)).isTrue();
    assertThat(other.await(30, TimeUnit.SECONDS)).isTrue();
    assertThat(all.getCount()).isEqualTo(2);
    over.countDown();
    assertThat(all.await(30, TimeUnit.SECONDS)).isTrue();
    receivers.close();
  }

  private void hang(CountDownLatch begun) {
    begun.countDown();
    try {
      assertThat(over.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static CallbackSettings queueOf(int most) {
    return new CallbackSettings() {
      @Override
      public Optional<Set<String>> hosts() {
        return Optional.empty();
      }

      @Override
      public Optional<String> key() {
        return Optional.empty();
      }

      @Override
      public boolean plainHttp() {
        return false;
      }

      @Override
      public Duration timeout() {
        return Duration.ofSeconds(3);
      }

      @Override
      public int queue() {
        return most;
      }
    };
  }
}
