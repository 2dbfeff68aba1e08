package io.palimpsest.erasure.saga;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palimpsest.erasure.model.ErasureRequest;
import io.palimpsest.erasure.model.Outgoing;
import io.palimpsest.erasure.model.Standing;
import io.palimpsest.erasure.phase.Resolution;
import io.palimpsest.erasure.phase.Samples;
import io.palimpsest.event.ScopeType;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class RelayTest {
  private final List<Long> numbers = new ArrayList<>();
  private final List<CompletableFuture<?>> sends = new ArrayList<>();
  private final ErasureRequest request =
      Resolution.planned(
          Samples.received(ScopeType.CREATOR, Standing.OWNER, false),
          Samples.plan(ScopeType.CREATOR),
          Samples.NOW);
  private final Relay relay = new Relay(this::send);

  @Test
  void nothingWaitsForAnAnswerAndNothingIsSentTwice() {
    relay.send(request);
    relay.send(request);
    assertThat(numbers).hasSize(5).doesNotHaveDuplicates().isSorted();
    assertThat(relay.acknowledged()).isZero();
  }

  @Test
  void onlyWhatIsDurableWithAllBeforeItIsAcknowledged() {
    relay.send(request);
    complete(0);
    complete(2);
    assertThat(relay.acknowledged()).isEqualTo(numbers.get(0));
    complete(1);
    assertThat(relay.acknowledged()).isEqualTo(numbers.get(2));
  }

  @Test
  void whatFollowsAFailedSendIsNotAcknowledgedAlthoughItArrived() {
    relay.send(request);
    complete(0);
    sends.get(1).completeExceptionally(new IllegalStateException("broker"));
    complete(2);
    complete(3);
    assertThatThrownBy(relay::await).isInstanceOf(CompletionException.class);
    Relay next = new Relay(this::send);
    int before = numbers.size();
    next.send(request);
    assertThat(numbers.subList(before, numbers.size())).isEqualTo(numbers.subList(0, before));
  }

  private void complete(int send) {
    sends.get(send).complete(null);
  }

  private CompletableFuture<?> send(ErasureRequest told, Outgoing outgoing) {
    numbers.add(outgoing.number());
    CompletableFuture<?> answer = new CompletableFuture<>();
    sends.add(answer);
    return answer;
  }
}
